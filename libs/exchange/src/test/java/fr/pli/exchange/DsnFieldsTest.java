package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.DeliveryStatus;
import fr.pli.mime.DsnAction;
import fr.pli.mss.MssAddress;
import fr.pli.store.QueueReply;
import fr.pli.store.QueuedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DsnFieldsTest {

    private static final Instant QUEUED = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T14:00:00Z");
    private static final QueueReply SAID = new QueueReply(550, "5.1.1", "unknown", "550 5.1.1 unknown");

    @Test
    void quotes_what_the_server_said() {
        assertThat(status("a@b.fr", Optional.empty(), SAID).text()).isEqualTo("""
                        Reporting-MTA: dns; mss.pli.test
                        Original-Envelope-Id: id
                        Arrival-Date: Mon, 2 Mar 2026 10:00:00 +0000

                        Final-Recipient: rfc822; a@b.fr
                        Action: failed
                        Status: 5.1.1
                        Remote-MTA: dns; mx.b.fr
                        Diagnostic-Code: smtp; 550 5.1.1 unknown
                        Last-Attempt-Date: Mon, 2 Mar 2026 14:00:00 +0000

                        """.replace("\n", "\r\n"));
    }

    @Test
    void gives_no_code_that_the_server_did_not_give() {
        QueueReply bare = new QueueReply(550, "5.0.0", "unknown", "550 unknown");
        assertThat(status("a@b.fr", Optional.empty(), bare).text())
                .contains("Diagnostic-Code: smtp; 550 unknown\r\n")
                .contains("Status: 5.0.0\r\n");
        QueueReply ours = new QueueReply(451, "4.4.1", "no answer");
        assertThat(status("a@b.fr", Optional.empty(), ours).text())
                .contains("Diagnostic-Code: x-pli; no answer\r\n")
                .doesNotContain("smtp;", "451");
    }

    @Test
    void still_quotes_the_last_answer_where_the_time_has_run_out() {
        QueueReply late = new QueueReply(451, "4.3.0", "later", "451 4.3.0 later").withEnhanced("5.4.7");
        assertThat(status("a@b.fr", Optional.empty(), late).text())
                .contains("Status: 5.4.7\r\n", "Diagnostic-Code: smtp; 451 4.3.0 later\r\n");
    }

    @Test
    void is_plain_ascii_without_an_encoding_where_no_address_needs_more() {
        DeliveryStatus status = status("a@b.fr", Optional.of("utf-8;h\\x{E9}l\\x{E8}ne@b.fr"), SAID);
        assertThat(status.type()).isEqualTo("message/delivery-status");
        assertThat(status.encoding()).isEmpty();
    }

    @Test
    void an_address_in_utf8_is_of_its_own_type_in_a_part_that_says_so() {
        DeliveryStatus status = status("hélène@b.fr", Optional.empty(), SAID);
        assertThat(status.type()).isEqualTo("message/global-delivery-status");
        assertThat(status.encoding()).isEqualTo("Content-Transfer-Encoding: 8bit\r\n");
        assertThat(status.text()).contains("Final-Recipient: utf-8; hélène@b.fr\r\n");
    }

    @Test
    void an_original_recipient_in_utf8_makes_the_part_global_too() {
        DeliveryStatus status = status("a@b.fr", Optional.of("utf-8;hélène@b.fr"), SAID);
        assertThat(status.type()).isEqualTo("message/global-delivery-status");
        assertThat(status.text())
                .contains("Original-Recipient: utf-8;hélène@b.fr\r\n", "Final-Recipient: rfc822; a@b.fr\r\n");
    }

    private static DeliveryStatus status(String address, Optional<String> orcpt, QueueReply reply) {
        QueuedMail.To to = new QueuedMail.To(
                1,
                MssAddress.parse(address),
                Optional.empty(),
                orcpt,
                false,
                false,
                false,
                1,
                1,
                QUEUED,
                Optional.empty());
        QueuedMail mail = new QueuedMail(
                1, Optional.empty(), 3, Optional.empty(), true, true, Optional.empty(), Optional.of("id"), List.of(to));
        return DsnFields.of(
                "mss.pli.test", DsnAction.FAILED, mail, to, reply, Optional.of("mx.b.fr"), Duration.ofDays(5), NOW);
    }
}
