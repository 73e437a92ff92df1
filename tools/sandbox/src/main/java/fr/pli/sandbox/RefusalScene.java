package fr.pli.sandbox;

import fr.pli.igc.Credential;
import fr.pli.mss.MssAddress;
import fr.pli.prosanteconnect.Outage;
import fr.pli.prosanteconnect.TokenKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** Step 7: the refusals, each with the right answer on the wire, in IMAP and in SMTP, and its own reason in the log. */
final class RefusalScene {

    private static final String PERSONS = "persons";
    private static final String APPLICATIONS = "applications";

    private static final Duration SHORT_LIFE = Duration.ofSeconds(12);
    private static final Duration NEWS_TRAVELS = Duration.ofSeconds(40);

    private final Sandbox sandbox;
    private final OperatorConnections connections;
    private final OperatorLog log;

    RefusalScene(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.connections = new OperatorConnections(sandbox.operator(), sandbox.trust());
        this.log = new OperatorLog(sandbox.operator().log());
    }

    void play(Report report) {
        report.scene("refusals");
        persons(report);
        applications(report);
        transport(report);
        messages(report);
    }

    private void persons(Report report) {
        MssAddress marie = People.MARIE.bal();
        report.step("refusals.forged", () -> personRefused(marie, token(TokenKind.FORGED), "token-forged"));
        report.step("refusals.expired", () -> personRefused(marie, token(TokenKind.EXPIRED), "token-expired"));
        report.step("refusals.inactive", () -> {
            String token = token(TokenKind.GOOD);
            sandbox.psc().revoke(token);
            return personRefused(marie, token, "token-inactive");
        });
        report.step(
                "refusals.other-bal",
                () -> personRefused(People.PAUL.bal(), token(TokenKind.GOOD), "person-without-right"));
        report.step(
                "refusals.unknown-bal",
                () -> personRefused(new MssAddress("personne", People.DOMAIN), token(TokenKind.GOOD), "bal-unknown"));
        report.step("refusals.psc-down", this::pscDown);
        report.step("refusals.second-try", this::secondTry);
    }

    private void applications(Report report) {
        report.step("refusals.no-certificate", () -> applicationRefused(Optional.empty(), "certificate-missing"));
        report.step(
                "refusals.other-ca",
                () -> applicationRefused(
                        Optional.of(sandbox.igc()
                                .application(People.LABORATORY)
                                .fromStranger()
                                .issue()),
                        "certificate-other-ca"));
        report.step(
                "refusals.certificate-expired",
                () -> applicationRefused(
                        Optional.of(sandbox.igc()
                                .application(People.LABORATORY)
                                .expired()
                                .issue()),
                        "certificate-expired"));
        report.step("refusals.revoked-crl", () -> revoked(false));
        report.step("refusals.revoked-ocsp", () -> revoked(true));
        report.step(
                "refusals.wrong-profile",
                () -> applicationRefused(
                        Optional.of(sandbox.igc().seal(People.LABORATORY).issue()), "certificate-wrong-profile"));
        report.step(
                "refusals.other-structure",
                () -> applicationRefused(
                        Optional.of(sandbox.igc()
                                .application(People.OTHER_STRUCTURE)
                                .issue()),
                        "structure-does-not-own-bal"));
    }

    private void transport(Report report) {
        report.step("refusals.auth-in-clear", this::authInClear);
        report.step("refusals.tls11", () -> handshakeRefused(new String[] {"TLSv1.1"}, new String[0]));
        report.step(
                "refusals.cipher",
                () -> handshakeRefused(
                        new String[] {"TLSv1.2"}, new String[] {"TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"}));
    }

    private void messages(Report report) {
        report.step("refusals.sender", () -> {
            long from = log.end();
            try (LineClient client = marie()) {
                String answer = client.smtp("MAIL FROM:<" + People.PAUL.bal() + ">");
                expect(answer, "550 5.7.1");
                log.await(from, "reason=sender-not-the-bal");
                return answer;
            }
        });
        report.step("refusals.size", () -> {
            try (LineClient client = marie()) {
                String answer = client.smtp("MAIL FROM:<" + People.MARIE.bal() + "> SIZE=999999999");
                expect(answer, "552 5.3.4");
                return answer;
            }
        });
    }

    private String personRefused(MssAddress bal, String token, String reason) throws Exception {
        long from = log.end();
        String response = LineClient.xoauth2(bal.toString(), token);
        String smtp;
        try (LineClient client = connections.submission(PERSONS, Optional.empty())) {
            expect(client.smtp("AUTH XOAUTH2 " + response), "334 ");
            smtp = client.smtp("");
            expect(smtp, "535 5.7.8");
        }
        try (LineClient client = connections.imaps(PERSONS, Optional.empty())) {
            expect(client.imap("a", "AUTHENTICATE XOAUTH2 " + response), "+ ");
            client.send("");
            expect(client.tagged("a"), "NO [AUTHENTICATIONFAILED]");
        }
        log.await(from, "refused", "reason=" + reason, "mailbox=" + bal);
        return smtp;
    }

    private String pscDown() throws Exception {
        long from = log.end();
        String response = LineClient.xoauth2(People.MARIE.bal().toString(), token(TokenKind.GOOD));
        sandbox.psc().outage(Outage.REFUSED);
        try (LineClient smtp = connections.submission(PERSONS, Optional.empty());
                LineClient imap = connections.imaps(PERSONS, Optional.empty())) {
            String answer = smtp.smtp("AUTH XOAUTH2 " + response);
            expect(answer, "454 4.7.0");
            expect(imap.imap("a", "AUTHENTICATE XOAUTH2 " + response), "NO [UNAVAILABLE]");
            log.await(from, "unavailable", "reason=psc-unreachable");
            return answer;
        } finally {
            sandbox.psc().outage(Outage.NONE);
        }
    }

    private String secondTry() throws Exception {
        String bal = People.MARIE.bal().toString();
        try (LineClient smtp = connections.submission(PERSONS, Optional.empty());
                LineClient imap = connections.imaps(PERSONS, Optional.empty())) {
            smtp.smtp("AUTH XOAUTH2 " + LineClient.xoauth2(bal, token(TokenKind.EXPIRED)));
            expect(smtp.smtp(""), "535 5.7.8");
            String answer = smtp.smtp("AUTH XOAUTH2 " + LineClient.xoauth2(bal, token(TokenKind.GOOD)));
            expect(answer, "235 2.7.0");
            imap.imap("a", "AUTHENTICATE XOAUTH2 " + LineClient.xoauth2(bal, token(TokenKind.EXPIRED)));
            imap.send("");
            expect(imap.tagged("a"), "NO [AUTHENTICATIONFAILED]");
            expect(imap.imap("b", "AUTHENTICATE XOAUTH2 " + LineClient.xoauth2(bal, token(TokenKind.GOOD))), "OK");
            return answer;
        }
    }

    private String applicationRefused(Optional<Credential> shown, String reason) throws Exception {
        long from = log.end();
        String response = LineClient.plain(People.RESULTS.toString());
        String smtp;
        try (LineClient client = connections.submission(APPLICATIONS, shown)) {
            smtp = client.smtp("AUTH PLAIN " + response);
            expect(smtp, "535 5.7.8");
        }
        try (LineClient client = connections.imaps(APPLICATIONS, shown)) {
            expect(client.imap("a", "AUTHENTICATE PLAIN " + response), "NO [AUTHENTICATIONFAILED]");
        }
        log.await(from, "refused", "reason=" + reason, "mailbox=" + People.RESULTS);
        return smtp;
    }

    /** Revocation is seen once the CRL was fetched again; and by OCSP where there is no CRL any more. */
    private String revoked(boolean byOcsp) throws Exception {
        Credential credential = sandbox.igc().application(People.LABORATORY).issue();
        if (byOcsp) {
            sandbox.igc().publishCrls(SHORT_LIFE);
            long from = log.end();
            log.await(from, "crl authority", "ORGANISATIONS", "refresh=done");
            sandbox.igc().crl().off();
        }
        try {
            sandbox.igc().revoke(credential.certificate());
            long end = System.nanoTime() + NEWS_TRAVELS.toNanos();
            while (isLetIn(credential)) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("still let in after " + NEWS_TRAVELS);
                }
            }
            return applicationRefused(Optional.of(credential), "certificate-revoked");
        } finally {
            sandbox.igc().crl().on();
        }
    }

    private boolean isLetIn(Credential credential) throws IOException {
        try (LineClient client = connections.submission(APPLICATIONS, Optional.of(credential))) {
            return client.smtp("AUTH PLAIN " + LineClient.plain(People.RESULTS.toString()))
                    .startsWith("235");
        }
    }

    private String authInClear() throws IOException {
        String bal = People.MARIE.bal().toString();
        try (LineClient smtp = connections.clear("persons.submission");
                LineClient imap = connections.clear("persons.imap")) {
            smtp.smtpReply();
            smtp.smtp("EHLO demo");
            String answer = smtp.smtp("AUTH XOAUTH2 " + LineClient.xoauth2(bal, token(TokenKind.GOOD)));
            expect(answer, "5");
            imap.read();
            expect(
                    imap.imap("a", "AUTHENTICATE XOAUTH2 " + LineClient.xoauth2(bal, token(TokenKind.GOOD))),
                    "NO [PRIVACYREQUIRED]");
            return answer;
        }
    }

    private String handshakeRefused(String[] protocols, String[] suites) throws IOException {
        String answer = "";
        for (String listener : new String[] {"persons.imaps", "persons.submissions", "applications.imaps"}) {
            try (LineClient client = connections.clear(listener)) {
                client.tls(connections.context(Optional.empty()), protocols, suites);
                throw new AssertionError(
                        listener + " took " + String.join(" ", protocols) + " " + String.join(" ", suites));
            } catch (SSLHandshakeException e) {
                answer = String.valueOf(e.getMessage());
            }
        }
        return answer;
    }

    private LineClient marie() throws IOException {
        LineClient client = connections.submission(PERSONS, Optional.empty());
        expect(
                client.smtp(
                        "AUTH XOAUTH2 " + LineClient.xoauth2(People.MARIE.bal().toString(), token(TokenKind.GOOD))),
                "235 2.7.0");
        return client;
    }

    private String token(TokenKind kind) {
        return sandbox.psc().token(kind, People.MARIE.id());
    }

    private static void expect(String answer, String start) {
        if (!answer.startsWith(start)) {
            throw new AssertionError("expected \"" + start + "…\", got \"" + answer + '"');
        }
    }
}
