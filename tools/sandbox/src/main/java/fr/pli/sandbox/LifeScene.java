package fr.pli.sandbox;

import fr.pli.lps.Inbox;
import fr.pli.lps.LpsConnection;
import fr.pli.lps.MailService;
import fr.pli.mss.MssAddress;
import fr.pli.prosanteconnect.TokenKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** Step 10: the life of a BAL at the second operator, from the word of its holder to its end. Days are seconds there, so others end with it. */
final class LifeScene {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long GLANCE_MS = 250;
    private static final Pattern LINK = Pattern.compile("/confirmation/[A-Za-z0-9_-]{43}");
    private static final People.Professional YOUSSEF =
            new People.Professional(People.YOUSSEF.id(), new MssAddress("youssef.benali", Neighbour.DOMAIN));
    private static final String CONTACT = "youssef@example.fr";

    private final Sandbox sandbox;
    private final Neighbour there;

    LifeScene(Sandbox sandbox, Neighbour there) {
        this.sandbox = sandbox;
        this.there = there;
    }

    void play(Report report) throws IOException {
        report.scene("life");
        try (OperatorClient api = there.api();
                CareSoftware software = new CareSoftware(sandbox, there.operator())) {
            report.step("life.asked", () -> asked(api));
            report.step("life.published", () -> shown(true));
            report.step("life.unpublished", () -> {
                run(api, "unpublish");
                return shown(false);
            });
            report.step("life.back", () -> {
                logIn(software);
                return shown(true);
            });
            report.step("life.deleted", () -> deleted(api));
            report.step("life.files", () -> files(api));
        }
    }

    private String asked(OperatorClient api) throws Exception {
        api.post(
                "/api/v1/bal-requests",
                Map.of("address", YOUSSEF.bal().toString(), "holder", YOUSSEF.id(), "contact", CONTACT));
        String mail = there.house().await(CONTACT, PATIENCE).text();
        Matcher link = LINK.matcher(mail);
        if (!link.find()) {
            throw new AssertionError("no link in the mail: " + mail);
        }
        if (!api.form(link.group(), "agree=true").contains("est créée")) {
            throw new AssertionError("the BAL was not created");
        }
        return YOUSSEF.bal().toString();
    }

    /** Waits until the Annuaire shows the BAL, or no longer does. */
    private String shown(boolean wanted) throws InterruptedException {
        String address = YOUSSEF.bal().toString();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (there.annuaire().addresses().contains(address) != wanted) {
            if (System.nanoTime() > end) {
                throw new AssertionError(address + (wanted ? " does not appear" : " does not disappear"));
            }
            pass();
        }
        return address;
    }

    private String deleted(OperatorClient api) throws Exception {
        for (String step : List.of("announce-1", "announce-2", "announce-3", "delete")) {
            run(api, step);
        }
        Path kept = there.folder().resolve("exports").resolve(YOUSSEF.bal() + ".zip");
        try (ZipFile zip = new ZipFile(kept.toFile(), StandardCharsets.UTF_8)) {
            return kept.getFileName() + " · " + zip.size() + " EML";
        }
    }

    /** Runs the job until this step was taken for the BAL. */
    private static void run(OperatorClient api, String step) throws Exception {
        String wanted = "{\"bal\":\"" + YOUSSEF.bal() + "\",\"step\":\"" + step + "\"}";
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!api.post("/api/v1/life/run", Map.of()).contains(wanted)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not due: " + step);
            }
            pass();
        }
    }

    private String files(OperatorClient api) throws Exception {
        YearMonth month = YearMonth.now(ZoneId.of("Europe/Paris"));
        String names = api.post("/api/v1/indicators/" + month + "/drop", Map.of());
        Path folder = there.folder().resolve("indicators");
        try (var all = Files.list(folder)) {
            List<String> found =
                    all.map(file -> file.getFileName().toString()).sorted().toList();
            if (found.size() != 4) {
                throw new AssertionError(found.toString());
            }
        }
        return names;
    }

    private void logIn(CareSoftware software) throws IOException {
        String token = sandbox.psc().token(TokenKind.GOOD, YOUSSEF.id());
        LpsConnection connection = software.open(YOUSSEF.bal(), MailService.SUBMISSION, () -> token);
        try (Inbox inbox = connection.inbox()) {
            inbox.list();
        }
    }

    private static void pass() throws InterruptedException {
        new CountDownLatch(1).await(GLANCE_MS, TimeUnit.MILLISECONDS);
    }
}
