package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MailReportReaderTest {

    private static final DsnRecipient UNKNOWN = new DsnRecipient(
            "rfc822;a@b.fr",
            "hélène@b.fr",
            DsnAction.FAILED,
            "5.1.1",
            "mx.b.fr",
            "smtp; 550 5.1.1 unknown",
            "Mon, 2 Mar 2026 14:00:00 +0000",
            "");
    private static final DsnRecipient LATE = new DsnRecipient(
            "", "c@b.fr", DsnAction.DELAYED, "4.4.1", "", "x-pli; no answer", "", "Sat, 7 Mar 2026 10:00:00 +0000");
    private static final DeliveryStatus STATUS =
            new DeliveryStatus("mss.pli.test", "id", "Mon, 2 Mar 2026 10:00:00 +0000", List.of(UNKNOWN, LATE));

    @Test
    void a_dsn_is_read_as_it_was_composed() throws IOException {
        assertThat(MailReportReader.read(composed(STATUS))).isEqualTo(new MailReport.Dsn(STATUS, 0));
    }

    @Test
    void a_composed_dsn_returns_the_header_and_nothing_of_the_body() throws IOException {
        String dsn = new String(composed(STATUS), StandardCharsets.UTF_8);
        assertThat(dsn)
                .contains("Content-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")
                .contains(
                        "Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: x\r\n\r\n--")
                .doesNotContain("patient");
    }

    @Test
    void no_value_makes_a_field_of_its_own() {
        DeliveryStatus status = new DeliveryStatus(
                "mss.pli.test",
                "id\r\nX-Forged: yes",
                "",
                List.of(new DsnRecipient(
                        "", "a@b.fr", DsnAction.FAILED, "5.0.0", "", "smtp; 550 é\r\n\r\nno", "", "")));
        assertThat(status.text())
                .contains("Original-Envelope-Id: id??X-Forged: yes\r\n", "Diagnostic-Code: smtp; 550 ?????no\r\n");
    }

    @Test
    void a_dsn_of_another_maker_is_read_with_its_comments_folds_and_letters_of_any_case() {
        assertThat(dsn("""
                reporting-mta: DNS; (ours) mx.b.fr
                X-Other: 1

                FINAL-RECIPIENT: RFC822;
                 a@b.fr (nobody)
                Action: Failed (for good)
                Status: 5.1.1 (unknown user)
                Status: 2.0.0
                """)).isInstanceOfSatisfying(MailReport.Dsn.class, dsn -> {
            assertThat(dsn.status().reportingMta()).isEqualTo("mx.b.fr");
            assertThat(dsn.status().recipients())
                    .containsExactly(new DsnRecipient("", "a@b.fr", DsnAction.FAILED, "5.1.1", "", "", "", ""));
        });
    }

    @Test
    void one_recipient_that_is_not_understood_does_not_hide_the_others() {
        String good = "Final-Recipient: rfc822; a@b.fr\nAction: failed\nStatus: 5.1.1\n\n";
        assertThat(dsn("Reporting-MTA: dns; x\n\nFinal-Recipient: a@b.fr\nAction: failed\nStatus: 5.1.1\n\n" + good
                        + "Final-Recipient: rfc822; a@b.fr\nAction: eaten\nStatus: 5.1.1\n\n"
                        + "Final-Recipient: rfc822; a@b.fr\nAction: failed\nStatus: 5.x\n\n"))
                .isInstanceOfSatisfying(MailReport.Dsn.class, dsn -> {
                    assertThat(dsn.status().recipients()).hasSize(1);
                    assertThat(dsn.passedOver()).isEqualTo(3);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n\n",
                "Reporting-MTA: dns; x\n",
                "Final-Recipient: rfc822; a@b.fr\n\nAction: failed\n",
                "((((",
                ":\n"
            })
    void a_dsn_without_what_it_must_have_is_malformed(String status) {
        assertThat(dsn(status)).isInstanceOf(MailReport.Malformed.class);
    }

    @Test
    void as_many_recipients_as_may_be_are_read_and_one_more_is_refused() {
        String one = "Final-Recipient: rfc822; a@b.fr\nAction: failed\nStatus: 5.1.1\n\n";
        String head = "Reporting-MTA: dns; x\n\n";
        assertThat(dsn(head + one.repeat(MailReportReader.MOST_RECIPIENTS))).isInstanceOf(MailReport.Dsn.class);
        assertThat(dsn(head + one.repeat(MailReportReader.MOST_RECIPIENTS + 1)))
                .isEqualTo(new MailReport.Malformed("more than 1000 recipients"));
    }

    @Test
    void hostile_parts_at_full_size_are_read_in_time_that_grows_with_them() {
        int most = MailReportReader.MOST_OCTETS - 1000;
        String head = "Reporting-MTA: dns; x\n\n";
        for (String some :
                List.of("(", "\\", "\"", "\n", " \n", "a:\n", "a:b\n\n", "Final-Recipient: rfc822;(\n (", "/,;")) {
            String hostile = some.repeat(most / some.length());
            assertThat(dsn(head + hostile)).as(some).isInstanceOf(MailReport.Malformed.class);
            assertThat(mdn("Disposition: " + hostile)).as(some).isInstanceOf(MailReport.Malformed.class);
            assertThat(mdn("Final-Recipient: rfc822; a\nDisposition: manual-action/MDN-sent-manually; displayed/"
                            + hostile))
                    .as(some)
                    .isNotInstanceOf(MailReport.None.class);
        }
        assertThat(dsn(head + "a".repeat(MailReportReader.MOST_OCTETS)))
                .isEqualTo(new MailReport.Malformed("more than 262144 octets"));
    }

    @Test
    void an_mdn_tells_what_became_of_which_message() {
        assertThat(mdn("""
                Reporting-UA: poste.b.fr; Logiciel 1.0
                Original-Recipient: rfc822;a@b.fr
                Final-Recipient: rfc822; c@b.fr
                Original-Message-ID: <1@x>
                Disposition: automatic-action/MDN-sent-automatically; Processed/error,
                  other
                """))
                .isEqualTo(new MailReport.Mdn(
                        "poste.b.fr; Logiciel 1.0",
                        "rfc822;a@b.fr",
                        "c@b.fr",
                        "<1@x>",
                        true,
                        "processed",
                        List.of("error", "other")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Disposition: manual-action/MDN-sent-manually; displayed",
                "Final-Recipient: rfc822; a@b.fr",
                "Final-Recipient: a@b.fr\nDisposition: manual-action/MDN-sent-manually; displayed",
                "Final-Recipient: rfc822; a@b.fr\nDisposition: displayed",
                "Final-Recipient: rfc822; a@b.fr\nDisposition: manual-action/MDN-sent-manually; eaten",
                "Final-Recipient: rfc822; a@b.fr\nDisposition: other/MDN-sent-manually; displayed"
            })
    void an_mdn_without_what_it_must_have_is_malformed(String fields) {
        assertThat(mdn(fields)).isInstanceOf(MailReport.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: x\r\n\r\nhello",
                "Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n",
                "Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\n\r\nReporting-MTA: dns; x\r\n--b--\r\n",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nx"
            })
    void another_message_is_no_report(String message) {
        assertThat(MailReportReader.read(message.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new MailReport.None());
    }

    private static byte[] composed(DeliveryStatus status) throws IOException {
        SystemMail mail = new SystemMail("mss.pli.test", "pli-1", "marie@a.fr", "Échec", Instant.EPOCH, "<1@x>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] start = "Subject: x\r\n\r\nabout a patient\r\n".getBytes(StandardCharsets.UTF_8);
        new DsnComposer(mail, "Votre message\n", status).writeWithHeader(out, false, start);
        return out.toByteArray();
    }

    private static MailReport dsn(String status) {
        return report("delivery-status", status);
    }

    private static MailReport mdn(String fields) {
        return report("disposition-notification", fields);
    }

    private static MailReport report(String type, String fields) {
        return MailReportReader.read(("Content-Type: multipart/report; report-type=" + type
                        + "; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\nContent-Type: message/" + type + "\r\n\r\n"
                        + fields.replace("\n", "\r\n") + "\r\n--b--\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }
}
