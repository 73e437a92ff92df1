package fr.pli.sandbox;

import fr.pli.igc.Credential;
import fr.pli.lps.ComposeSettings;
import fr.pli.lps.ComposedMessage;
import fr.pli.lps.Composer;
import fr.pli.lps.Draft;
import fr.pli.lps.MessageOpener;
import fr.pli.lps.OpenedMessage;
import fr.pli.lps.SampleDocument;
import fr.pli.lps.Sender;
import fr.pli.mss.DisplayName;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Nil;
import fr.pli.mss.XdmDocument;
import fr.pli.prosanteconnect.ServiceProvider;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.psc.ClientAuthentication;
import fr.pli.psc.Psc;
import fr.pli.psc.PscClient;
import fr.pli.psc.PscSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps 1 to 6: a professional and an application send and read documents. */
final class MainScene {

    /** The number of the invented patient of the sample documents. */
    static final String INS = "285026311399956";

    private static final ComposeSettings SOFTWARE = ComposeSettings.of(new Nil("DEV000001"));

    private final Sandbox sandbox;
    private final Doors doors;
    private final byte[] cda = SampleDocument.LEVEL_3.content();
    private @Nullable PscSession marie;
    private @Nullable ComposedMessage message;
    private @Nullable LineClient paul;

    MainScene(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.doors = new Doors(sandbox.operator(), sandbox.trust());
    }

    void play(Report report) throws IOException {
        report.scene("main");
        try (Psc psc = new Psc(
                sandbox.psc().issuer(),
                sandbox.psc().discovery(),
                Optional.empty(),
                Duration.ofSeconds(5),
                InstantSource.system())) {
            report.step("main.login", () -> logIn(psc));
            report.step("main.compose", this::compose);
            report.step("main.idle", this::waitInIdle);
            report.step("main.submit-587", () -> submit(doors.submission("persons", Optional.empty())));
            report.step("main.told", this::isTold);
            report.step("main.submit-465", () -> submit(doors.submissions("persons", Optional.empty())));
            report.step("main.read", this::read);
        }
        Credential laboratory = sandbox.igc()
                .application(People.LABORATORY)
                .organization("LABORATOIRE DES DEUX RIVES", "Rhône (69)")
                .issue();
        report.step("main.app-send", () -> laboratorySends(laboratory));
        report.step("main.app-read", () -> sameDocument(People.MARIE.bal(), token(People.MARIE)));
        report.step("main.app-two", () -> laboratoryOpensBoth(laboratory));
        report.step("main.org-two", () -> opened(People.CLAIRE) + " · " + opened(People.YOUSSEF));
        report.step("main.org-third", () -> refused(People.JEANNE));
        if (paul != null) {
            paul.close();
        }
    }

    private String logIn(Psc psc) throws Exception {
        PscClient software = new PscClient(
                psc,
                new ClientAuthentication.Secret(ServiceProvider.LPS.clientId(), ServiceProvider.LPS.secret()),
                InstantSource.system());
        try (LoginBrowser browser = new LoginBrowser()) {
            marie = browser.logIn(software, People.MARIE.id());
        }
        return marie.person().orElseThrow().value();
    }

    private String compose() {
        Sender sender =
                Sender.of(People.MARIE.bal(), DisplayName.ofPerson("Dr", "Marie", "MARTIN", "Cabinet du Dr Martin"));
        Draft draft = new Draft(sender, List.of(People.PAUL.bal(), People.CARDIOLOGY), List.of(cda))
                .withText("Cher confrère, vous trouverez ci-joint le compte rendu de notre patient.");
        message = new Composer(SOFTWARE, InstantSource.system()).compose(draft);
        return message.headers().fields().toString();
    }

    private String waitInIdle() throws IOException {
        LineClient client = openInbox(People.PAUL.bal(), token(People.PAUL));
        client.send("i IDLE");
        expect(client.tagged("i"), "+");
        paul = client;
        return "";
    }

    private String submit(LineClient client) throws Exception {
        try (client) {
            String token = present(marie).accessToken();
            expect(
                    client.smtp("AUTH XOAUTH2 "
                            + LineClient.xoauth2(People.MARIE.bal().toString(), token)),
                    "235");
            return send(client, People.MARIE.bal(), present(message));
        }
    }

    private static String send(LineClient client, MssAddress from, ComposedMessage composed) throws IOException {
        expect(client.smtp("MAIL FROM:<" + from + ">"), "250");
        for (MssAddress to : composed.recipients()) {
            expect(client.smtp("RCPT TO:<" + to + ">"), "250");
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        composed.writeTo(octets);
        String answer = client.data(octets.toByteArray());
        expect(answer, "250 2.0.0");
        return answer;
    }

    private String isTold() throws IOException {
        LineClient client = present(paul);
        String line = client.read();
        while (!line.endsWith(" EXISTS")) {
            line = client.read();
        }
        client.send("DONE");
        expect(client.tagged("i"), "OK");
        return line;
    }

    private String read() throws Exception {
        LineClient client = present(paul);
        client.imap("n", "NOOP");
        return sameDocument(client);
    }

    private String laboratorySends(Credential laboratory) throws IOException {
        Sender sender =
                new Sender(People.RESULTS, new DisplayName("Laboratoire des Deux Rives"), List.of(People.CARDIOLOGY));
        ComposedMessage results = new Composer(SOFTWARE, InstantSource.system())
                .compose(new Draft(sender, List.of(People.MARIE.bal(), People.ARCHIVE), List.of(cda)));
        try (LineClient client = doors.submission("applications", Optional.of(laboratory))) {
            expect(client.smtp("AUTH PLAIN " + LineClient.plain(People.RESULTS.toString())), "235");
            return send(client, People.RESULTS, results);
        }
    }

    private String laboratoryOpensBoth(Credential laboratory) throws IOException {
        StringBuilder shown = new StringBuilder();
        for (MssAddress bal : List.of(People.RESULTS, People.ARCHIVE)) {
            try (LineClient client = doors.imaps("applications", Optional.of(laboratory))) {
                expect(client.imap("a", "AUTHENTICATE PLAIN " + LineClient.plain(bal.toString())), "OK");
                expect(client.imap("b", "SELECT INBOX"), "OK");
                shown.append(shown.isEmpty() ? "" : " · ").append(bal);
            }
        }
        return shown.toString();
    }

    private String opened(People.Professional who) throws Exception {
        try (LineClient client = openInbox(People.CARDIOLOGY, token(who))) {
            return sameDocument(client);
        }
    }

    private String refused(People.Professional who) throws IOException {
        try (LineClient client = doors.imaps("persons", Optional.empty())) {
            String response = LineClient.xoauth2(People.CARDIOLOGY.toString(), token(who));
            expect(client.imap("a", "AUTHENTICATE XOAUTH2 " + response), "+");
            client.send("");
            String answer = client.tagged("a");
            expect(answer, "NO [AUTHENTICATIONFAILED]");
            return answer;
        }
    }

    private String sameDocument(MssAddress bal, String token) throws Exception {
        try (LineClient client = openInbox(bal, token)) {
            return sameDocument(client);
        }
    }

    /** Fetches the first message, opens its archive and compares patient, code and octets with what was sent. */
    private String sameDocument(LineClient client) throws Exception {
        OpenedMessage opened = MessageOpener.open(new ByteArrayInputStream(client.fetch("f", 1)), SOFTWARE);
        if (!opened.isSound()) {
            throw new AssertionError("not sound: " + opened.warnings() + opened.headerAnomalies() + opened.damaged());
        }
        XdmDocument document = opened.archives().getFirst().documents().getFirst();
        if (!Arrays.equals(document.content(), cda)) {
            throw new AssertionError("other octets came than were sent");
        }
        return opened.shownSubject() + " · sha256 " + document.sha256().substring(0, 12) + "…";
    }

    private LineClient openInbox(MssAddress bal, String token) throws IOException {
        LineClient client = doors.imaps("persons", Optional.empty());
        expect(client.imap("a", "AUTHENTICATE XOAUTH2 " + LineClient.xoauth2(bal.toString(), token)), "OK");
        expect(client.imap("s", "SELECT INBOX"), "OK");
        return client;
    }

    private String token(People.Professional who) {
        return sandbox.psc().token(TokenKind.GOOD, who.id());
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("an earlier step failed");
        }
        return value;
    }

    private static void expect(String answer, String start) {
        if (!answer.startsWith(start)) {
            throw new AssertionError("expected \"" + start + "…\", got \"" + answer + '"');
        }
    }
}
