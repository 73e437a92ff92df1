package fr.pli.sandbox;

import fr.pli.compose.ComposedMessage;
import fr.pli.compose.Composer;
import fr.pli.compose.Draft;
import fr.pli.compose.OpenedMessage;
import fr.pli.compose.SampleDocument;
import fr.pli.compose.Sender;
import fr.pli.igc.CertificateOrder;
import fr.pli.igc.Credential;
import fr.pli.lps.Inbox;
import fr.pli.lps.LpsConnection;
import fr.pli.lps.MailService;
import fr.pli.lps.MessageSummary;
import fr.pli.mss.DisplayName;
import fr.pli.mss.MssAddress;
import fr.pli.prosanteconnect.TokenKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Step 9: two operators exchange mail, and each refuses whoever is not who he should be. */
final class ExchangeScene {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NEWS_TRAVELS = Duration.ofSeconds(40);
    private static final MssAddress UNKNOWN = new MssAddress("personne", Neighbour.DOMAIN);

    private final Sandbox sandbox;
    private final byte[] cda = SampleDocument.LEVEL_3.content();
    private @Nullable Neighbour neighbour;

    ExchangeScene(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    void play(Report report) throws IOException {
        report.scene("exchange");
        report.step("exchange.start", () -> {
            neighbour = sandbox.startNeighbour();
            return Neighbour.DOMAIN;
        });
        try (Neighbour there = neighbour) {
            if (there != null) {
                messages(report, there);
                peers(report);
                new LifeScene(sandbox, there).play(report);
            }
        }
    }

    private void messages(Report report, Neighbour there) {
        try (CareSoftware here = new CareSoftware(sandbox);
                CareSoftware yonder = new CareSoftware(sandbox, there.operator())) {
            report.step("exchange.send", () -> send(here, Neighbour.CLAIRE.bal()));
            report.step("exchange.read", () -> sameDocument(yonder));
            report.step("exchange.unlisted", () -> refusedAtRcpt("dr@laposte.net"));
            report.step("exchange.unknown", () -> {
                send(here, UNKNOWN);
                return notice(here);
            });
            report.step("exchange.again", () -> twice(yonder));
        }
    }

    private void peers(Report report) {
        report.step("exchange.clear", () -> {
            try (LineClient client =
                    new LineClient(Sandbox.HOST, sandbox.operator().port("exchange"))) {
                client.smtpReply();
                client.smtp("EHLO voisin");
                return expect(client.smtp("MAIL FROM:<" + Neighbour.CLAIRE.bal() + ">"), "530 5.7.0");
            }
        });
        report.step("exchange.no-certificate", () -> refused(Optional.empty()));
        report.step("exchange.expired", () -> refused(certificate().expired()));
        report.step("exchange.revoked", this::revoked);
        report.step("exchange.other-ca", () -> refused(certificate().fromStranger()));
        report.step("exchange.other-dn", () -> refused(sandbox.igc().server(Sandbox.HOST)));
    }

    private String send(CareSoftware software, MssAddress to) throws IOException {
        Sender sender =
                Sender.of(People.MARIE.bal(), DisplayName.ofPerson("Dr", "Marie", "MARTIN", "Cabinet du Dr Martin"));
        ComposedMessage composed = new Composer(CareSoftware.SETTINGS, InstantSource.system())
                .compose(new Draft(sender, List.of(to), List.of(cda)));
        person(software, People.MARIE).send(composed);
        return to.toString();
    }

    private String sameDocument(CareSoftware software) throws Exception {
        try (Inbox inbox = person(software, Neighbour.CLAIRE).inbox()) {
            OpenedMessage opened =
                    inbox.open(waitFor(inbox, 1).getFirst().uid()).orElseThrow();
            byte[] came = opened.archives().getFirst().documents().getFirst().content();
            if (!opened.isSound() || !Arrays.equals(came, cda)) {
                throw new AssertionError("not what was sent: " + opened.warnings());
            }
            return opened.shownSubject();
        }
    }

    private String refusedAtRcpt(String to) throws IOException {
        String bal = People.MARIE.bal().toString();
        try (LineClient client =
                new OperatorConnections(sandbox.operator(), sandbox.trust()).submission("persons", Optional.empty())) {
            expect(client.smtp("AUTH XOAUTH2 " + LineClient.xoauth2(bal, token(People.MARIE))), "235");
            client.smtp("MAIL FROM:<" + bal + ">");
            return expect(client.smtp("RCPT TO:<" + to + ">"), "550 5.7.1");
        }
    }

    /** The notice that comes back, in the sender's INBOX. */
    private String notice(CareSoftware software) throws Exception {
        try (Inbox inbox = person(software, People.MARIE).inbox()) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                for (MessageSummary one : inbox.list()) {
                    if (one.shownSubject().equals("Message non distribué")) {
                        return one.shownSubject();
                    }
                }
                inbox.awaitNew(Duration.ofSeconds(2));
            }
            throw new AssertionError("no notice came");
        }
    }

    /** A peer whose connection broke before our answer sends its message again. */
    private String twice(CareSoftware yonder) throws Exception {
        Credential ours =
                sandbox.write(sandbox.igc().server(Sandbox.HOST, "127.0.0.1").issue(), "again");
        String from = People.MARIE.bal().toString();
        byte[] message = ("Message-ID: <encore@" + People.DOMAIN + ">\r\nFrom: " + from
                        + "\r\nSubject: encore\r\n\r\nune fois\r\n")
                .getBytes(StandardCharsets.UTF_8);
        String answer = "";
        for (int i = 0; i < 2; i++) {
            try (LineClient client = peer(neighbourPort(), Optional.of(ours))) {
                expect(client.smtp("MAIL FROM:<" + from + ">"), "250");
                expect(client.smtp("RCPT TO:<" + Neighbour.JEANNE.bal() + ">"), "250");
                answer = expect(client.data(message), "250");
            }
        }
        try (Inbox inbox = person(yonder, Neighbour.JEANNE).inbox()) {
            int found = waitFor(inbox, 1).size();
            if (found != 1) {
                throw new AssertionError(found + " messages came");
            }
        }
        return answer;
    }

    private String revoked() throws Exception {
        Credential credential = certificate().issue();
        sandbox.igc().revoke(credential.certificate());
        long end = System.nanoTime() + NEWS_TRAVELS.toNanos();
        String answer = "";
        while (!answer.startsWith("550") && System.nanoTime() < end) {
            answer = mailFrom(Optional.of(credential));
        }
        return expect(answer, "550 5.7.1");
    }

    private String refused(CertificateOrder order) throws IOException {
        return refused(Optional.of(order.issue()));
    }

    private String refused(Optional<Credential> shown) throws IOException {
        return expect(mailFrom(shown), "550 5.7.1");
    }

    private String mailFrom(Optional<Credential> shown) throws IOException {
        try (LineClient client = peer(sandbox.operator().port("exchange"), shown)) {
            return client.smtp("MAIL FROM:<" + Neighbour.CLAIRE.bal() + ">");
        }
    }

    private LineClient peer(int port, Optional<Credential> shown) throws IOException {
        LineClient client = new LineClient(Sandbox.HOST, port);
        client.smtpReply();
        client.smtp("EHLO voisin");
        expect(client.smtp("STARTTLS"), "220");
        client.tls(new OperatorConnections(sandbox.operator(), sandbox.trust()).context(shown));
        client.smtp("EHLO voisin");
        return client;
    }

    private int neighbourPort() {
        if (neighbour == null) {
            throw new AssertionError("an earlier step failed");
        }
        return neighbour.operator().port("exchange");
    }

    private CertificateOrder certificate() {
        return Neighbour.certificate(sandbox.igc());
    }

    private LpsConnection person(CareSoftware software, People.Professional who) {
        String token = token(who);
        return software.open(who.bal(), MailService.SUBMISSION, () -> token);
    }

    private String token(People.Professional who) {
        return sandbox.psc().token(TokenKind.GOOD, who.id());
    }

    private static List<MessageSummary> waitFor(Inbox inbox, int messages) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (inbox.list().size() < messages && System.nanoTime() < end) {
            inbox.awaitNew(Duration.ofSeconds(2));
        }
        List<MessageSummary> found = inbox.list();
        if (found.size() < messages) {
            throw new AssertionError("nothing came");
        }
        return found;
    }

    private static String expect(String answer, String start) {
        if (!answer.startsWith(start)) {
            throw new AssertionError("expected \"" + start + "…\", got \"" + answer + '"');
        }
        return answer;
    }
}
