package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.igc.Credential;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.registry.Actor;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator that keeps the mail system that it had: the API LPS in front, Debian's Postfix and Dovecot behind. */
class ExistingSystemTest {

    private static final House HOUSE = House.only();
    private static final ExistingSystem EXISTING = HOUSE.existing();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final MssAddress MARIE = new MssAddress("marie", ExistingSystem.DOMAIN);
    private static final MssAddress PAUL = new MssAddress("paul", ExistingSystem.DOMAIN);

    @BeforeAll
    static void moveIn() throws Exception {
        EXISTING.start();
        Registry registry = HOUSE.bean(Registry.class);
        Actor test = new Actor("test", "existing");
        registry.addDomain(ExistingSystem.DOMAIN, test);
        registry.addDomain(ExistingSystem.OVER, test);
        registry.create(NewBal.per(MARIE, People.MARIE), test);
        registry.create(NewBal.per(PAUL, People.PAUL), test);
        registry.create(NewBal.per(new MssAddress("claire", ExistingSystem.DOMAIN), People.CLAIRE), test);
        registry.create(NewBal.per(new MssAddress("marie", ExistingSystem.OVER), People.MARIE), test);
    }

    @Test
    @Requirement("MSS 10.9")
    @Requirement("SEED-03")
    void person_opens_with_a_token_the_bal_that_the_existing_server_keeps() throws Exception {
        try (Line imap = new Line("persons.imaps")) {
            imap.hears("* OK");
            imap.says("a AUTHENTICATE XOAUTH2 " + xoauth2(MARIE, People.MARIE.value()));
            assertThat(imap.hears("a "))
                    .startsWith("a OK [CAPABILITY IMAP4rev1")
                    .contains(" IDLE ")
                    .doesNotContain("COMPRESS", "ACL", "NOTIFY", "AUTH=");
            imap.says("b APPEND INBOX {28+}", "Subject: garde\r\n\r\nici depuis");
            assertThat(imap.hears("b ")).startsWith("b OK [APPENDUID");
            imap.says("c SELECT INBOX", "d UID SEARCH SUBJECT garde", "e FETCH 1:* (FLAGS BODY[])");
            assertThat(imap.hears("c ")).startsWith("c OK [READ-WRITE]");
            assertThat(imap.hears("e ")).startsWith("e OK");
            imap.says("f UNAUTHENTICATE", "g IDLE");
            assertThat(imap.hears("f ")).startsWith("f BAD");
            imap.hears("+");
            imap.says("DONE", "h LOGOUT");
            imap.hears("h OK");
        }
        assertThat(EXISTING.messages("marie")).anyMatch(message -> message.contains("ici depuis"));
        assertThat(HOUSE.ask(
                        "SELECT count(*) FROM message JOIN bal ON bal.id = bal_id WHERE address = '" + MARIE + "'"))
                .containsExactly("0");
    }

    @Test
    @Requirement("MSS 10.9")
    void nobody_opens_there_what_is_not_his() throws Exception {
        try (Line imap = new Line("persons.imaps")) {
            imap.hears("* OK");
            imap.says("a AUTHENTICATE XOAUTH2 " + xoauth2(MARIE, People.PAUL.value()));
            imap.hears("+");
            imap.says("");
            assertThat(imap.hears("a ")).startsWith("a NO [AUTHENTICATIONFAILED]");
            imap.says("b AUTHENTICATE XOAUTH2 "
                    + xoauth2(new MssAddress("claire", ExistingSystem.DOMAIN), People.CLAIRE.value()));
            assertThat(imap.hears("b ")).startsWith("b NO [UNAVAILABLE]"); // that server knows no Claire
        }
    }

    @Test
    @Requirement("MSS 10.9")
    @Requirement("SEED-03")
    void submission_passes_our_rules_first_and_leaves_through_the_existing_server() throws Exception {
        String id = UUID.randomUUID().toString();
        try (Line smtp = loggedIn("persons.submissions", MARIE)) {
            smtp.says("MAIL FROM:<" + People.bal("paul.durand") + ">");
            assertThat(smtp.hears("5")).startsWith("550 5.7.1");
            smtp.says("MAIL FROM:<" + MARIE + ">");
            smtp.hears("250");
            smtp.says("RCPT TO:<x@laposte.net>");
            assertThat(smtp.hears("5")).startsWith("550 5.7.1");
            for (String to :
                    List.of(PAUL.toString(), People.bal("cardiologie").toString(), "dr.voisin@voisin.mssante.fr")) {
                smtp.says("RCPT TO:<" + to + ">");
                smtp.hears("250");
            }
            smtp.says("DATA");
            smtp.hears("354");
            smtp.says(
                    "From: " + MARIE,
                    "Subject: " + id,
                    "Message-ID: <" + id + "@pli.test>",
                    "X-MSS-NIL: GIE/pli/1",
                    "",
                    "bonjour",
                    ".");
            smtp.hears("250");
        }
        await().ignoreExceptions().atMost(SOON).until(() -> has("paul", id) && has("archives", id));
        assertThat(HOUSE.ask("SELECT recipient FROM indicator JOIN mail ON mail.id = mail_id WHERE message_id = '<" + id
                        + "@pli.test>' ORDER BY recipient"))
                .containsExactlyInAnyOrder(
                        PAUL.toString(), People.bal("cardiologie").toString(), "dr.voisin@voisin.mssante.fr");
        assertThat(HOUSE.neighbourhood().neighbour().taken())
                .noneMatch(taken -> taken.message().contains(id));
    }

    @Test
    @Requirement("SEED-03")
    void what_comes_from_another_operator_arrives_there_once_however_often_it_comes() throws Exception {
        String id = UUID.randomUUID().toString();
        for (int times = 0; times < 2; times++) {
            Credential neighbour = Neighbourhood.neighbour(HOUSE.igc()).issue();
            try (Line smtp = new Line("exchange", neighbour)) {
                smtp.says("MAIL FROM:<dr.voisin@voisin.mssante.fr>", "RCPT TO:<" + MARIE + ">", "DATA");
                smtp.hears("354");
                smtp.says(
                        "From: dr.voisin@voisin.mssante.fr",
                        "Message-ID: <" + id + "@voisin.mssante.fr>",
                        "Subject: " + id,
                        "",
                        "compte rendu",
                        ".");
                smtp.hears("250 2.");
            }
        }
        await().ignoreExceptions().atMost(SOON).until(() -> has("marie", id));
        await().ignoreExceptions()
                .atMost(SOON)
                .until(() -> HOUSE.ask("SELECT count(*) FROM queue WHERE recipient = '" + MARIE + "'")
                        .equals(List.of("0")));
        assertThat(EXISTING.messages("marie").stream().filter(message -> message.contains(id)))
                .hasSize(1);
    }

    @Test
    void notice_for_a_sender_there_arrives_there() throws Exception {
        String id = UUID.randomUUID().toString();
        try (Line smtp = loggedIn("persons.submissions", MARIE)) {
            smtp.says("MAIL FROM:<" + MARIE + ">", "RCPT TO:<" + People.bal("accueil") + "> NOTIFY=SUCCESS", "DATA");
            smtp.hears("354");
            smtp.says("From: " + MARIE, "Message-ID: <" + id + "@pli.test>", "", "bonjour", ".");
            smtp.hears("250 2.0.0");
        }
        await().ignoreExceptions()
                .atMost(SOON)
                .until(() -> EXISTING.messages("marie").stream()
                        .anyMatch(message ->
                                message.contains("In-Reply-To: <" + id) && message.contains("Action: delivered")));
    }

    @Test
    @Requirement("SEED-04")
    void password_opens_a_bal_for_the_time_of_transition_and_is_counted_apart() throws Exception {
        double before = legacyLogins();
        try (Line imap = new Line("legacy.imaps")) {
            imap.hears("* OK [CAPABILITY");
            imap.says("a AUTHENTICATE XOAUTH2 " + xoauth2(MARIE, People.MARIE.value()));
            assertThat(imap.hears("a ")).startsWith("a NO");
            imap.says("b AUTHENTICATE PLAIN " + plain(MARIE, ExistingSystem.PASSWORD));
            assertThat(imap.hears("b ")).startsWith("b OK [CAPABILITY IMAP4rev1");
            imap.says("c STATUS INBOX (MESSAGES)");
            assertThat(imap.hears("c ")).startsWith("c OK");
        }
        assertThat(legacyLogins()).isEqualTo(before + 1);
    }

    @Test
    @Requirement("SEED-04")
    void password_that_is_wrong_or_of_another_domain_or_past_its_day_opens_nothing() throws Exception {
        try (Line imap = new Line("legacy.imaps")) {
            imap.hears("* OK");
            imap.says("a AUTHENTICATE PLAIN " + plain(MARIE, "azalée 8"));
            assertThat(imap.hears("a ")).startsWith("a NO [AUTHENTICATIONFAILED]");
            imap.says("b AUTHENTICATE PLAIN " + plain(People.bal("marie.martin"), ExistingSystem.PASSWORD));
            assertThat(imap.hears("b ")).startsWith("b NO [AUTHENTICATIONFAILED]");
            imap.says("c AUTHENTICATE PLAIN "
                    + plain(new MssAddress("marie", ExistingSystem.OVER), ExistingSystem.PASSWORD));
            assertThat(imap.hears("c ")).startsWith("c NO [AUTHENTICATIONFAILED]");
        }
    }

    @Test
    @Requirement("SEED-04")
    void who_has_a_password_sends_as_his_bal_and_no_other() throws Exception {
        try (Line smtp = new Line("legacy.submissions")) {
            smtp.greets();
            smtp.says("AUTH PLAIN " + plain(MARIE, ExistingSystem.PASSWORD));
            smtp.hears("235");
            smtp.says("MAIL FROM:<" + new MssAddress("marie", ExistingSystem.OVER) + ">");
            assertThat(smtp.hears("5")).startsWith("550 5.7.1");
            smtp.says("MAIL FROM:<" + MARIE + ">");
            smtp.hears("250");
        }
    }

    private static boolean has(String local, String text) throws IOException {
        return EXISTING.messages(local).stream().anyMatch(message -> message.contains(text));
    }

    private static double legacyLogins() throws Exception {
        return HOUSE.api("metrics")
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("pli_logins_total")
                        && line.contains("entry=\"legacy\"")
                        && line.contains("outcome=\"granted\"")
                        && line.contains("protocol=\"imap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static Line loggedIn(String listener, MssAddress bal) throws IOException {
        Line smtp = new Line(listener);
        smtp.greets();
        smtp.says("AUTH XOAUTH2 " + xoauth2(bal, People.MARIE.value()));
        smtp.hears("235");
        return smtp;
    }

    private static String xoauth2(MssAddress bal, String person) {
        return base64("user=" + bal + "\1auth=Bearer " + HOUSE.psc().token(TokenKind.GOOD, person) + "\1\1");
    }

    private static String plain(MssAddress bal, String password) {
        return base64("\0" + bal + "\0" + password);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A client that speaks line by line, inside TLS. */
    private static final class Line implements AutoCloseable {

        private static final int PATIENCE = 20_000;

        private SSLSocket socket;
        private BufferedReader in;

        /** At a listener with implicit TLS. */
        Line(String listener) throws IOException {
            InetSocketAddress address = HOUSE.listener(listener);
            socket = (SSLSocket) Clients.tls(HOUSE.igc(), Optional.empty())
                    .getSocketFactory()
                    .createSocket(address.getAddress(), address.getPort());
            begin();
        }

        /** At a listener with STARTTLS, greeted and secured, with a certificate. */
        Line(String listener, Credential shown) throws IOException {
            InetSocketAddress address = HOUSE.listener(listener);
            Socket plain = new Socket(address.getAddress(), address.getPort());
            plain.setSoTimeout(PATIENCE);
            BufferedReader clear =
                    new BufferedReader(new InputStreamReader(plain.getInputStream(), StandardCharsets.UTF_8));
            clear.readLine();
            plain.getOutputStream().write("EHLO mss.voisin.test\r\n".getBytes(StandardCharsets.US_ASCII));
            String line = clear.readLine();
            while (line.startsWith("250-")) {
                line = clear.readLine();
            }
            plain.getOutputStream().write("STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
            clear.readLine();
            socket = (SSLSocket) Clients.tls(HOUSE.igc(), Optional.of(shown))
                    .getSocketFactory()
                    .createSocket(plain, "localhost", address.getPort(), true);
            begin();
            says("EHLO mss.voisin.test");
            hears("250 ");
        }

        private void begin() throws IOException {
            socket.setSoTimeout(PATIENCE);
            socket.startHandshake();
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void greets() throws IOException {
            hears("220");
            says("EHLO poste.test");
            hears("250 ");
        }

        void says(String... lines) throws IOException {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        /** The next line that begins so; nothing else may end the conversation. */
        String hears(String start) throws IOException {
            List<String> heard = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(start)) {
                    return line;
                }
                heard.add(line);
            }
            throw new AssertionError("no " + start + " in " + heard);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
