package fr.pli.sandbox;

import fr.pli.compose.ComposedMessage;
import fr.pli.compose.Composer;
import fr.pli.compose.Draft;
import fr.pli.compose.OpenedMessage;
import fr.pli.compose.SampleDocument;
import fr.pli.compose.Sender;
import fr.pli.igc.Credential;
import fr.pli.lps.AccessTokens;
import fr.pli.lps.Inbox;
import fr.pli.lps.LoginRefusedException;
import fr.pli.lps.LpsConnection;
import fr.pli.lps.MailService;
import fr.pli.mss.DisplayName;
import fr.pli.mss.MssAddress;
import fr.pli.mss.xdm.XdmDocument;
import fr.pli.prosanteconnect.ServiceProvider;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.psc.ClientAuthentication;
import fr.pli.psc.Psc;
import fr.pli.psc.PscClient;
import fr.pli.psc.PscSession;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Steps 1 to 6: a professional and an application send and read documents, each with care software built on the library. */
final class MainScene {

    /** The number of the invented patient of the sample documents. */
    static final String INS = "285026311399956";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sandbox sandbox;
    private final byte[] cda = SampleDocument.LEVEL_3.content();
    private @Nullable PscSession marie;
    private @Nullable ComposedMessage message;
    private @Nullable Inbox paul;
    private @Nullable FutureTask<Boolean> told;

    MainScene(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    void play(Report report) {
        report.scene("main");
        try (CareSoftware software = new CareSoftware(sandbox)) {
            professionals(report, software);
            Credential laboratory = sandbox.igc()
                    .application(People.LABORATORY)
                    .organization("LABORATOIRE DES DEUX RIVES", "Rhône (69)")
                    .issue();
            report.step("main.app-send", () -> laboratorySends(software, laboratory));
            report.step("main.app-read", () -> sameDocument(person(software, People.MARIE.bal(), People.MARIE)));
            report.step("main.app-two", () -> laboratoryOpensBoth(software, laboratory));
            report.step(
                    "main.org-two",
                    () -> sameDocument(person(software, People.CARDIOLOGY, People.CLAIRE)) + " · "
                            + sameDocument(person(software, People.CARDIOLOGY, People.YOUSSEF)));
            report.step("main.org-third", () -> refused(person(software, People.CARDIOLOGY, People.JEANNE)));
        }
    }

    private void professionals(Report report, CareSoftware software) {
        try (Psc psc = new Psc(
                sandbox.psc().issuer(),
                sandbox.psc().discovery(),
                Optional.empty(),
                Duration.ofSeconds(5),
                InstantSource.system())) {
            report.step("main.login", () -> logIn(psc));
            report.step("main.compose", this::compose);
            report.step("main.idle", () -> waitInIdle(software));
            report.step("main.submit-587", () -> submit(software, MailService.SUBMISSION));
            report.step("main.told", this::isTold);
            report.step("main.submit-465", () -> submit(software, MailService.SUBMISSIONS));
            report.step("main.read", () -> {
                try (Inbox inbox = present(paul)) {
                    return sameDocument(inbox);
                }
            });
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
        ComposedMessage composed = new Composer(CareSoftware.SETTINGS, InstantSource.system()).compose(draft);
        message = composed;
        return composed.headers().fields().toString();
    }

    private String waitInIdle(CareSoftware software) throws IOException {
        Inbox inbox = person(software, People.PAUL.bal(), People.PAUL).inbox();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> inbox.awaitNew(PATIENCE));
        Thread.ofVirtual().start(waiting);
        paul = inbox;
        told = waiting;
        return "";
    }

    private String submit(CareSoftware software, MailService service) throws IOException {
        LpsConnection connection = software.open(People.MARIE.bal(), service, AccessTokens.of(present(marie)));
        ComposedMessage composed = present(message);
        connection.send(composed);
        return String.join(
                " · ", composed.recipients().stream().map(MssAddress::toString).toList());
    }

    private String isTold() throws Exception {
        if (!present(told).get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("nothing came");
        }
        return "";
    }

    private String laboratorySends(CareSoftware software, Credential laboratory) throws IOException {
        Sender sender =
                new Sender(People.RESULTS, new DisplayName("Laboratoire des Deux Rives"), List.of(People.CARDIOLOGY));
        ComposedMessage results = new Composer(CareSoftware.SETTINGS, InstantSource.system())
                .compose(new Draft(sender, List.of(People.MARIE.bal(), People.ARCHIVE), List.of(cda)));
        software.open(People.RESULTS, MailService.SUBMISSION, laboratory).send(results);
        return results.headers().fields().toString();
    }

    private String laboratoryOpensBoth(CareSoftware software, Credential laboratory) throws IOException {
        StringBuilder shown = new StringBuilder();
        for (MssAddress bal : List.of(People.RESULTS, People.ARCHIVE)) {
            try (Inbox inbox =
                    software.open(bal, MailService.SUBMISSION, laboratory).inbox()) {
                shown.append(shown.isEmpty() ? "" : " · ")
                        .append(bal)
                        .append(": ")
                        .append(inbox.list().size());
            }
        }
        return shown.toString();
    }

    private String refused(LpsConnection connection) throws IOException {
        try (Inbox inbox = connection.inbox()) {
            throw new AssertionError("let in: " + inbox.list());
        } catch (LoginRefusedException e) {
            return e.trouble().answer();
        }
    }

    private String sameDocument(LpsConnection connection) throws IOException {
        try (Inbox inbox = connection.inbox()) {
            return sameDocument(inbox);
        }
    }

    /** Fetches the first message, opens its archive and compares patient, code and octets with what was sent. */
    private String sameDocument(Inbox inbox) throws IOException {
        OpenedMessage opened = inbox.open(inbox.list().getFirst().uid()).orElseThrow();
        if (!opened.isSound() || !opened.patient().orElseThrow().number().equals(INS)) {
            throw new AssertionError("not sound: " + opened.warnings() + opened.headerAnomalies() + opened.damaged());
        }
        XdmDocument document = opened.archives().getFirst().documents().getFirst();
        if (!Arrays.equals(document.content(), cda)) {
            throw new AssertionError("other octets came than were sent");
        }
        return opened.shownSubject() + " · sha256 " + document.sha256().substring(0, 12) + "…";
    }

    private LpsConnection person(CareSoftware software, MssAddress bal, People.Professional who) {
        String token = sandbox.psc().token(TokenKind.GOOD, who.id());
        return software.open(bal, MailService.SUBMISSION, () -> token);
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("an earlier step failed");
        }
        return value;
    }
}
