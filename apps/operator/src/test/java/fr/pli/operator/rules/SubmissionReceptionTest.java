package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.operator.House;
import fr.pli.operator.People;
import fr.pli.registry.Actor;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.Reception;
import fr.pli.smtp.SmtpClient;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.wire.ComputingTime;
import fr.pli.wire.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is taken, for whom, and what is left behind of what is not. */
class SubmissionReceptionTest {

    private static final House HOUSE = House.only();
    private static final Reception RECEPTION = HOUSE.bean(Reception.class);
    private static final MailParameters PLAIN =
            new MailParameters(OptionalLong.empty(), false, false, Optional.empty(), Optional.empty());
    private static final RcptParameters ALONE = new RcptParameters(Optional.empty(), Optional.empty());
    private static final MssAddress MARIE = People.bal("marie.martin");
    private static final MssAddress PAUL = People.bal("paul.durand");

    @Test
    void nobody_sends_before_he_has_proven_who_he_is() {
        assertThatThrownBy(() -> RECEPTION.mailFrom(client(Optional.empty()), Optional.of(MARIE), PLAIN))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reply().code()).isEqualTo(530));
    }

    @Test
    @Requirement("SEED-24")
    @Requirement("SEED-23")
    void a_recipient_named_twice_has_one_copy_and_one_row_of_the_indicators() throws Exception {
        String mail =
                send(Optional.of(MARIE), "X-MSS-INS: O\r\nX-MSS-CODECDA: 11502-2\r\nX-MSS-NIL: GIE/pli/1", PAUL, PAUL);
        assertThat(HOUSE.ask("SELECT count(*) FROM message WHERE mail_id = " + mail))
                .containsExactly("1");
        String month = YearMonth.now(ZoneId.of("Europe/Paris")).toString();
        List<String> file = HOUSE.api("read")
                .get("/api/v1/indicators/messages/" + month)
                .body()
                .lines()
                .toList();
        assertThat(file.getFirst()).isEqualTo("MAIL_ID;EXPEDITEUR;DESTINATAIRE;DATE;TAILLE;INS;CODECDA;NIL");
        assertThat(file)
                .filteredOn(row -> row.startsWith(mail + ";"))
                .singleElement()
                .asString()
                .contains("marie.martin@ch-a.mssante.fr;paul.durand@ch-a.mssante.fr;")
                .endsWith(";O;11502-2;GIE/pli/1");
        assertThat(HOUSE.api("read")
                        .get("/api/v1/indicators/summary/" + month)
                        .json()
                        .toString())
                .contains("{\"domain\":\"ch-a.mssante.fr\",\"nil\":\"GIE/pli/1\",\"messages\":");
        assertThat(HOUSE.api("read")
                        .get("/api/v1/indicators/anomalies/" + month + "?limit=1&after=" + (Long.parseLong(mail) - 1))
                        .body())
                .contains("\"mailId\":" + mail, "\"anomalies\":[\"CODECDA_WITHOUT_XDM\"]");
    }

    @Test
    void a_report_without_a_sender_is_delivered_and_is_no_emitted_message() throws Exception {
        String mail = report("multipart/report; report-type=disposition-notification; boundary=b");
        assertThat(HOUSE.ask("SELECT count(*) FROM message WHERE mail_id = " + mail))
                .containsExactly("1");
        assertThat(HOUSE.ask("SELECT count(*) FROM indicator WHERE mail_id = " + mail))
                .containsExactly("0");
    }

    @Test
    void a_message_without_a_sender_that_is_no_report_is_refused_for_it_would_be_in_no_indicators() throws Exception {
        assertThatThrownBy(() -> send(Optional.empty(), "Subject: compte rendu", PAUL))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo("null-sender-of-no-report"));
        assertThatThrownBy(() -> report("multipart/mixed; boundary=b"))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo("null-sender-of-no-report"));
    }

    private static String report(String type) throws Exception {
        String body = "\r\n\r\n--b\r\n\r\nlu\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\n"
                + "Final-Recipient: rfc822; " + MARIE
                + "\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n--b--";
        return send(Optional.empty(), "MIME-Version: 1.0\r\nContent-Type: " + type + body, PAUL);
    }

    @Test
    void a_bal_that_is_deleted_between_rcpt_and_commit_puts_the_message_off_for_the_others() throws Exception {
        Actor test = new Actor("test", "reception");
        MssAddress passing = People.bal("de.passage");
        HOUSE.bean(Registry.class).create(NewBal.per(passing, People.PAUL), test);
        try (Incoming incoming = begin(Optional.of(MARIE))) {
            incoming.rcptTo(passing, ALONE);
            incoming.rcptTo(PAUL, ALONE);
            HOUSE.bean(Registry.class).delete(passing, test);
            write(incoming, "Subject: trop tard");
            assertThatThrownBy(incoming::commit)
                    .isInstanceOfSatisfying(
                            SmtpRefusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo("bal-gone-of-some"));
        }
        assertThatThrownBy(() -> begin(Optional.of(MARIE)).rcptTo(passing, ALONE))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo("bal-unknown"));
    }

    @Test
    void a_message_that_breaks_off_leaves_nothing_behind() throws Exception {
        String before = HOUSE.ask("SELECT count(*) FROM message").getFirst();
        try (Incoming incoming = begin(Optional.of(MARIE))) {
            incoming.rcptTo(PAUL, ALONE);
            incoming.body().write(new byte[300_000]); // more than waits in memory
        }
        try (Stream<Path> left = Files.list(HOUSE.bean(Path.class))) {
            assertThat(left).isEmpty();
        }
        assertThat(HOUSE.ask("SELECT count(*) FROM message")).containsExactly(before);
    }

    private static String send(Optional<MssAddress> from, String fields, MssAddress... to) throws Exception {
        try (Incoming incoming = begin(from)) {
            for (MssAddress one : to) {
                incoming.rcptTo(one, ALONE);
            }
            write(incoming, fields);
            return incoming.commit();
        }
    }

    private static Incoming begin(Optional<MssAddress> from) throws SmtpRefusal {
        Identity marie = new Identity.Professional(People.MARIE);
        return RECEPTION.mailFrom(client(Optional.of(new SmtpClient.Authenticated(marie, MARIE))), from, PLAIN);
    }

    private static void write(Incoming incoming, String fields) throws SmtpRefusal, IOException {
        OutputStream body = incoming.body();
        body.write(("From: " + MARIE + "\r\n" + fields + "\r\n\r\nbonjour\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static SmtpClient client(Optional<SmtpClient.Authenticated> authenticated) {
        return new SmtpClient(
                "test",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                "poste",
                "TLSv1.3",
                List.of(),
                new ComputingTime(),
                authenticated);
    }
}
