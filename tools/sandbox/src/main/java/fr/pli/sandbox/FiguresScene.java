package fr.pli.sandbox;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/** Step 8: the indicator rows of what was sent, in the file's columns; and what must not be in the log. */
final class FiguresScene {

    private static final String COLUMNS = "MAIL_ID;EXPEDITEUR;DESTINATAIRE;DATE;TAILLE;INS;CODECDA;NIL";
    private static final int SENT_ROWS = 6;

    private final Sandbox sandbox;

    FiguresScene(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    void play(Report report) {
        report.scene("figures");
        report.step("figures.rows", () -> {
            try (OperatorClient api = sandbox.api()) {
                YearMonth month = YearMonth.now(ZoneId.of("Europe/Paris"));
                List<String> lines =
                        api.get("/api/v1/indicators/messages/" + month).lines().toList();
                if (!lines.getFirst().equals(COLUMNS) || lines.size() != 1 + SENT_ROWS) {
                    throw new AssertionError(String.join("\n", lines));
                }
                return "\n       " + String.join("\n       ", lines);
            }
        });
        report.step("figures.clean-log", () -> {
            OperatorLog log = new OperatorLog(sandbox.operator().log());
            for (String secret : List.of("eyJ", MainScene.INS)) {
                if (log.holds(secret)) {
                    throw new AssertionError("the log holds \"" + secret + '"');
                }
            }
            return "";
        });
    }
}
