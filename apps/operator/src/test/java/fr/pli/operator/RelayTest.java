package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.Reception;
import fr.pli.smtp.SmtpClient;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.wire.ComputingTime;
import fr.pli.wire.Identity;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a submission to the server of another operator, and back as a notice where that does not take it. */
class RelayTest {

    private static final House HOUSE = House.only();
    private static final MssAddress PAUL = People.bal("paul.durand");
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    @Requirement("MSS 10.2")
    void a_message_for_another_operator_arrives_there_once_as_it_was() throws Exception {
        Letter letter = send("dr.voisin@voisin.mssante.fr", "X-MSS-NIL: GIE/pli/1\r\n.\r\n..deux points");

        await().atMost(SOON).until(() -> queued(letter).equals("0"));
        Neighbour.Taken taken = taken(letter);
        assertThat(taken.commands())
                .containsExactly(
                        "MAIL FROM:<paul.durand@ch-a.mssante.fr> SIZE=" + size(letter) + " RET=HDRS ENVID=" + letter.id,
                        "RCPT TO:<dr.voisin@voisin.mssante.fr> NOTIFY=FAILURE,DELAY ORCPT=rfc822;dr.voisin@voisin.mssante.fr");
        assertThat(taken.message()).endsWith("X-MSS-NIL: GIE/pli/1\r\n.\r\n..deux points\r\n");
        assertThat(HOUSE.ask("SELECT action FROM audit WHERE mail_id = " + letter.mail + " ORDER BY at"))
                .containsExactly("message-accepted", "message-relayed");
        assertThat(HOUSE.ask("SELECT recipient FROM indicator WHERE mail_id = " + letter.mail))
                .containsExactly("dr.voisin@voisin.mssante.fr");
    }

    @Test
    void each_recipient_who_is_refused_there_is_told_of_in_french_and_for_machines() throws Exception {
        Letter letter = send("inconnu@voisin.mssante.fr", "bonjour");

        String notice = notice(letter);
        assertThat(notice)
                .contains("From: Pli <postmaster@localhost>")
                .contains("To: <" + PAUL + ">")
                .contains("References: <" + letter.id + "@ch-a.mssante.fr>")
                .contains("Auto-Submitted: auto-replied")
                .contains("report-type=delivery-status")
                .contains("Final-Recipient: rfc822; inconnu@voisin.mssante.fr")
                .contains("Original-Envelope-Id: " + letter.id)
                .contains("Action: failed")
                .contains("Status: 5.1.1")
                .contains("Diagnostic-Code: smtp; 550 5.1.1 BAL inconnue")
                .doesNotContain("bonjour");
        assertThat(HOUSE.ask("SELECT count(*) FROM indicator WHERE recipient = '" + PAUL + "' AND sender = ''"))
                .containsExactly("0");
    }

    @Test
    void a_server_that_is_busy_is_asked_again() throws Exception {
        Letter letter = send("occupe@voisin.mssante.fr", "encore");

        await().atMost(SOON).until(() -> queued(letter).equals("0"));
        assertThat(taken(letter).message()).endsWith("encore\r\n");
    }

    @Test
    void a_message_that_is_too_big_there_is_not_sent_but_returned() throws Exception {
        Letter letter = send(
                "dr.voisin@voisin.mssante.fr", "grand".repeat(15).concat("\r\n").repeat(2100));

        assertThat(notice(letter)).contains("Status: 5.3.4");
        assertThat(HOUSE.neighbourhood().neighbour().taken())
                .noneMatch(taken -> taken.message().contains(letter.id));
    }

    @ParameterizedTest
    @Requirement("R1-01")
    @CsvSource({
        "imposteur, 4.7.5",
        "perime, 4.7.5",
        "revoque, 4.7.5",
        "autre-ca, 4.7.5",
        "clair, 4.7.5",
        "absent, 4.4.1"
    })
    void nothing_is_given_to_a_server_that_does_not_prove_whose_it_is(String name, String status) throws Exception {
        Letter letter = send("x@" + name + ".mssante.fr", "secret");

        await().atMost(SOON)
                .until(() -> HOUSE.ask("SELECT reply_enhanced FROM queue WHERE mail_id = " + letter.mail)
                        .equals(List.of(status)));
        assertThat(HOUSE.neighbourhood().neighbour().taken())
                .noneMatch(taken -> taken.message().contains(letter.id));
        if (!name.equals("imposteur") && !name.equals("absent")) {
            assertThat(HOUSE.neighbourhood().probe(name).taken()).isEmpty();
        }
    }

    @Test
    @Requirement("MSS 10.3")
    @Requirement("MSS 10.4")
    void an_older_version_of_tls_is_spoken_with_whom_it_is_allowed_until_a_day() throws Exception {
        Letter ancient = send("x@ancien.mssante.fr", "ancien");
        await().atMost(SOON).until(() -> queued(ancient).equals("0"));
        Letter late = send("x@retard.mssante.fr", "retard");
        await().atMost(SOON)
                .until(() -> HOUSE.ask("SELECT reply_enhanced FROM queue WHERE mail_id = " + late.mail)
                        .equals(List.of("4.7.5")));

        assertThat(HOUSE.neighbourhood().ancient().taken())
                .extracting(taken -> taken.message().contains(ancient.id))
                .containsExactly(true);
        assertThat(HOUSE.api("read").get("/api/v1/exchange/tls").body())
                .contains("\"domain\":\"ancien.mssante.fr\",\"until\":\"2099-12-31\"")
                .containsPattern("ancien[^}]*\"out\":\\{\"protocol\":\"TLSv1.2\"[^}]*},\"needsException\":true");
    }

    @Test
    void what_waits_can_be_seen_and_returned() throws Exception {
        Letter letter = send("x@absent.mssante.fr", "bientot");
        await().atMost(SOON)
                .until(() -> !HOUSE.ask(
                                "SELECT reply_code FROM queue WHERE mail_id = " + letter.mail + " AND reply_code > 0")
                        .isEmpty());

        assertThat(HOUSE.api("read")
                        .get("/api/v1/queue/recipients?domain=absent.mssante.fr")
                        .body())
                .contains("\"mail\":" + letter.mail, "\"reply\":\"451 4.4.1\"")
                .doesNotContain("x@absent");
        HOUSE.api("admin").post("/api/v1/queue/absent.mssante.fr/give-up", "");
        assertThat(notice(letter)).contains("Status: 5.3.0");
    }

    @Test
    @Requirement("R1-02")
    void a_domain_outside_the_trust_space_is_refused_at_once() {
        assertThatThrownBy(() -> send("x@laposte.net", "non"))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo("outside-the-trust-space"));
    }

    @Test
    void who_asks_is_told_when_it_lies_in_a_bal_of_ours() throws Exception {
        Letter letter = send(People.bal("accueil").toString(), "ici", "SUCCESS");

        assertThat(notice(letter)).contains("Action: delivered", "Status: 2.1.5");
    }

    /** A message that was sent. */
    private record Letter(String mail, String id) {}

    private static Letter send(String to, String text) throws Exception {
        return send(to, text, "FAILURE,DELAY");
    }

    private static Letter send(String to, String text, String notifyOn) throws Exception {
        String id = UUID.randomUUID().toString();
        MailParameters parameters =
                new MailParameters(OptionalLong.empty(), false, false, Optional.of("HDRS"), Optional.of(id));
        SmtpClient client = new SmtpClient(
                "test",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                "poste",
                "TLSv1.3",
                List.of(),
                new ComputingTime(),
                Optional.of(new SmtpClient.Authenticated(new Identity.Professional(People.PAUL), PAUL)));
        try (Incoming incoming = HOUSE.bean(Reception.class).mailFrom(client, Optional.of(PAUL), parameters)) {
            incoming.rcptTo(
                    MssAddress.parse(to), new RcptParameters(Optional.of(notifyOn), Optional.of("rfc822;" + to)));
            OutputStream body = incoming.body();
            body.write(("From: " + PAUL + "\r\nMessage-ID: <" + id + "@ch-a.mssante.fr>\r\nSubject: " + id + "\r\n\r\n"
                            + text + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            return new Letter(incoming.commit(), id);
        }
    }

    private static String queued(Letter letter) throws Exception {
        return HOUSE.ask("SELECT count(*) FROM queue WHERE mail_id = " + letter.mail)
                .getFirst();
    }

    private static String size(Letter letter) throws Exception {
        return HOUSE.ask("SELECT size FROM mail WHERE id = " + letter.mail).getFirst();
    }

    private static Neighbour.Taken taken(Letter letter) {
        List<Neighbour.Taken> found = HOUSE.neighbourhood().neighbour().taken().stream()
                .filter(taken -> taken.message().contains(letter.id))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** The one notice about a message, once it lies in the sender's INBOX. */
    private static String notice(Letter letter) throws Exception {
        String notices = "SELECT convert_from(string_agg(octets, ''::bytea ORDER BY piece), 'UTF8') FROM mail_body"
                + " JOIN message USING (mail_id) JOIN bal ON bal.id = message.bal_id"
                + " WHERE bal.address = '" + PAUL + "' GROUP BY mail_id"
                + " HAVING convert_from(string_agg(octets, ''::bytea ORDER BY piece), 'UTF8') LIKE '%In-Reply-To: <"
                + letter.id + "%'";
        await().atMost(SOON).until(() -> !HOUSE.ask(notices).isEmpty());
        return HOUSE.ask(notices).getFirst();
    }
}
