package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client alone, against a server that says what each test needs. */
@Timeout(60)
class ScriptedRelayTest {

    private static final String BARE = "250 scripted";

    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer(TestTls.JSSE_SERVER);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void an_answer_injected_before_tls_ends_the_connection() {
        server.on("STARTTLS", "220 go\r\n250 injected");
        assertUnusable(RelayException.Reason.NO_SMTP);
        assertThat(server.commands()).noneMatch(command -> command.startsWith("TLS-"));
    }

    @Test
    void extensions_offered_in_clear_do_not_count_inside_tls() throws Exception {
        server.on("EHLO", "250-scripted\r\n250-DSN\r\n250-PIPELINING\r\n250 STARTTLS")
                .on("TLS-EHLO", BARE);
        try (RelayConnection connection = connect()) {
            assertThat(connection.offers("DSN")).isFalse();
            assertThat(connection.offers("STARTTLS")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 554 5.3.2 no, UNWILLING",
        "GREETING, 421 later, UNWILLING",
        "GREETING, 354 what, UNWILLING",
        "EHLO, 500 what, UNWILLING",
        "EHLO, 250 scripted, NO_TLS",
        "EHLO, 250 NOSTARTTLS, NO_TLS",
        "STARTTLS, 454 not now, NO_TLS",
        "STARTTLS, 354 what, NO_TLS",
        "TLS-EHLO, 421 later, UNWILLING",
        "TLS-EHLO, 500 what, UNWILLING",
        "GREETING, hello, NO_SMTP",
        "TLS-EHLO, 199 what, NO_SMTP",
        "TLS-EHLO, 600 what, NO_SMTP",
        "TLS-EHLO, 2500 what, NO_SMTP"
    })
    void a_server_that_does_not_go_along_is_not_used(String verb, String answer, RelayException.Reason reason) {
        server.on(verb, answer);
        assertUnusable(reason);
        assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void a_server_whose_certificate_is_not_believed_is_not_used() {
        server.start();
        RelaySettings settings = settings(TestTls.STRANGER);
        assertThatThrownBy(() -> RelayConnection.open("localhost", server.address(), settings))
                .isInstanceOfSatisfying(
                        RelayException.class, e -> assertThat(e.reason()).isEqualTo(RelayException.Reason.HANDSHAKE));
    }

    @Test
    void a_server_must_bear_the_name_only_where_that_is_asked() throws Exception {
        server.start();
        RelaySettings settings = settings(TestTls.LAB);
        RelayConnection.open("autre.pli.test", server.address(), settings).close();
        assertThatThrownBy(() -> RelayConnection.open("autre.pli.test", server.address(), settings.withNamed()))
                .isInstanceOfSatisfying(
                        RelayException.class, e -> assertThat(e.reason()).isEqualTo(RelayException.Reason.HANDSHAKE));
    }

    @Test
    void only_the_versions_of_tls_that_are_set_are_spoken() throws Exception {
        server.start();
        RelaySettings settings = settings(TestTls.LAB).withProtocols(List.of("TLSv1.2"));
        try (RelayConnection connection = RelayConnection.open("localhost", server.address(), settings)) {
            assertThat(connection.protocol()).isEqualTo("TLSv1.2");
            assertThat(connection.tls()).startsWith("TLSv1.2 TLS_");
            assertThat(connection.peerChain()).isNotEmpty();
        }
    }

    @Test
    void a_yes_to_data_is_no_delivery() throws Exception {
        server.on("DATA", "250 taken");
        try (RelayConnection connection = connect()) {
            assertThat(connection.send(mail("x\r\n", "a@b.fr"))).singleElement().satisfies(reply -> {
                assertThat(reply).hasToString("451 4.5.0");
                assertThat(reply.isFromPeer()).isFalse();
            });
        }
        assertThat(server.messages()).isEmpty();
        assertThat(server.commands()).contains("RSET");
    }

    @Test
    void an_intermediate_answer_to_the_end_of_a_message_is_no_delivery() throws Exception {
        server.on(".", "354 go on");
        assertThat(sent("a@b.fr")).singleElement().satisfies(reply -> {
            assertThat(reply).hasToString("451 4.5.0");
            assertThat(reply.isFromPeer()).isFalse();
        });
    }

    @Test
    void an_intermediate_answer_to_rcpt_or_mail_is_neither_a_yes_nor_a_refusal() throws Exception {
        server.on("RCPT", "354 go on", "250 ok");
        assertThat(sent("a@b.fr", "c@b.fr")).extracting(RelayReply::toString).containsExactly("451 4.5.0", "250 2.0.0");
        server.on("MAIL", "354 go on");
        assertThat(sent("a@b.fr")).extracting(RelayReply::toString).containsExactly("451 4.5.0");
    }

    @Test
    void who_comes_after_the_last_recipient_that_fits_waits_for_another_time() throws Exception {
        server.on("RCPT", "250 ok", "250 ok", "552 too many recipients");
        assertThat(sent("a@b.fr", "c@b.fr", "d@b.fr", "e@b.fr"))
                .extracting(RelayReply::toString)
                .containsExactly("250 2.0.0", "250 2.0.0", "452 4.5.3", "452 4.5.3");
    }

    @Test
    void a_552_that_does_not_say_why_is_one_recipient_too_many_only_after_one_that_fitted() throws Exception {
        server.on("RCPT", "552 limit reached", "250 ok", "552 limit reached");
        assertThat(sent("a@b.fr", "c@b.fr", "d@b.fr"))
                .extracting(RelayReply::toString)
                .containsExactly("552 5.0.0", "250 2.0.0", "452 4.5.3");
    }

    @Test
    void a_mailbox_that_is_full_is_refused_for_good() throws Exception {
        server.on("RCPT", "250 ok", "552 5.2.2 full");
        assertThat(sent("a@b.fr", "c@b.fr"))
                .last()
                .satisfies(reply -> assertThat(reply.isPermanent()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(ints = {511, 2_044, 2_045, 2_046, 3_000, 50_000})
    void a_refusal_of_any_length_is_a_refusal_and_the_connection_goes_on(int length) throws Exception {
        server.on("RCPT", "550 " + "x".repeat(length), "250 ok");
        try (RelayConnection connection = connect()) {
            assertThat(connection.send(mail("x\r\n", "a@b.fr"))).singleElement().satisfies(reply -> {
                assertThat(reply.isPermanent()).isTrue();
                assertThat(reply.text()).isEqualTo("x".repeat(Math.min(length, 500)));
            });
            assertThat(connection.isUsable()).isTrue();
            assertThat(connection.send(mail("x\r\n", "a@b.fr"))).allMatch(RelayReply::isPositive);
        }
    }

    @Test
    void a_refusal_of_many_lines_is_a_refusal_and_the_connection_goes_on() throws Exception {
        server.on("RCPT", "550-no\r\n".repeat(1_000) + "550 no", "250 ok");
        try (RelayConnection connection = connect()) {
            assertThat(connection.send(mail("x\r\n", "a@b.fr"))).allMatch(RelayReply::isPermanent);
            assertThat(connection.send(mail("x\r\n", "a@b.fr"))).allMatch(RelayReply::isPositive);
        }
    }

    @Test
    void an_answer_without_end_ends_the_connection() throws Exception {
        server.on("RCPT", "550-" + "no\r\n550-".repeat(100_000));
        try (RelayConnection connection = connect()) {
            assertThatThrownBy(() -> connection.send(mail("x\r\n", "a@b.fr")))
                    .isInstanceOfSatisfying(
                            RelayException.class, e -> assertThat(e.reason()).isEqualTo(RelayException.Reason.NO_SMTP));
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @Test
    void a_sender_who_is_refused_is_refused_for_those_too_whom_the_server_accepts() throws Exception {
        server.on("MAIL", "451 4.7.1 later").on("DATA", "503 no");
        assertThat(sent("a@b.fr", "c@b.fr"))
                .hasSize(2)
                .allSatisfy(reply -> assertThat(reply.said()).isEqualTo("451 4.7.1 later"));
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void where_data_is_refused_who_was_accepted_is_refused_with_its_answer_and_the_others_keep_theirs()
            throws Exception {
        server.on("RCPT", "250 ok", "550 5.1.1 unknown", "250 ok").on("DATA", "451 4.3.0 later");
        assertThat(sent("a@b.fr", "c@b.fr", "d@b.fr"))
                .extracting(RelayReply::toString)
                .containsExactly("451 4.3.0", "550 5.1.1", "451 4.3.0");
    }

    @Test
    void who_was_refused_keeps_his_answer_when_the_message_is_taken_for_others() throws Exception {
        server.on("RCPT", "450 4.2.1 later", "250 ok");
        assertThat(sent("a@b.fr", "c@b.fr")).extracting(RelayReply::toString).containsExactly("450 4.2.1", "250 2.0.0");
        assertThat(server.messages()).containsExactly("x\r\n");
    }

    @Test
    void where_nobody_is_accepted_a_server_that_asks_for_data_gets_none() throws Exception {
        server.on("RCPT", "550 no");
        assertThat(sent("a@b.fr")).allMatch(RelayReply::isPermanent);
        assertThat(server.messages()).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
    void after_421_nothing_more_is_sent_on_the_connection(String verb) throws Exception {
        server.on(verb, "421 4.3.2 closing");
        try (RelayConnection connection = connect()) {
            assertThat(connection.send(mail("x\r\n", "a@b.fr")))
                    .singleElement()
                    .satisfies(reply -> assertThat(reply.code()).isEqualTo(421));
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
    void a_server_that_hangs_up_has_promised_nothing(String verb) throws Exception {
        server.on(verb, ScriptedServer.HANG_UP);
        try (RelayConnection connection = connect()) {
            assertThatThrownBy(() -> connection.send(mail("x\r\n", "a@b.fr")))
                    .isInstanceOfSatisfying(
                            RelayException.class, e -> assertThat(e.reason()).isEqualTo(RelayException.Reason.BROKEN));
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 what", ScriptedServer.HANG_UP})
    void refusals_hold_though_rset_fails_and_the_connection_is_not_used_again(String answer) throws Exception {
        server.on("RCPT", "550 no").on("DATA", "503 no").on("RSET", answer);
        try (RelayConnection connection = connect()) {
            assertThat(connection.send(mail("x\r\n", "a@b.fr"))).allMatch(RelayReply::isPermanent);
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 what", "421 closing", ScriptedServer.HANG_UP})
    void a_connection_that_does_not_answer_a_noop_is_not_used(String answer) throws Exception {
        server.on("NOOP", answer);
        try (RelayConnection connection = connect()) {
            assertThat(connection.answers()).isFalse();
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @Test
    void commands_wait_for_each_other_unless_the_server_offers_pipelining() throws Exception {
        server.on("TLS-EHLO", BARE);
        assertThat(sent("a@b.fr", "c@b.fr")).allMatch(RelayReply::isPositive);
        assertThat(server.wasPipelined()).isFalse();
    }

    @Test
    void commands_are_sent_together_where_the_server_offers_pipelining() throws Exception {
        assertThat(sent("a@b.fr", "c@b.fr")).allMatch(RelayReply::isPositive);
        assertThat(server.wasPipelined()).isTrue();
    }

    @Test
    void parameters_go_only_to_a_server_that_offers_them() throws Exception {
        RcptParameters asked = new RcptParameters(Optional.of("FAILURE"), Optional.of("rfc822;a+b@d.fr"));
        MailParameters parameters =
                new MailParameters(OptionalLong.of(3), true, false, Optional.of("HDRS"), Optional.of("id=1"));
        RelayMail mail = mail(parameters, asked);
        try (RelayConnection connection = connect()) {
            connection.send(mail);
        }
        assertThat(server.commands())
                .contains(
                        "MAIL FROM:<marie@b.fr> SIZE=3 BODY=8BITMIME RET=HDRS ENVID=id+3D1",
                        "RCPT TO:<a@b.fr> NOTIFY=FAILURE ORCPT=rfc822;a+2Bb@d.fr");
    }

    @Test
    void a_server_that_offers_nothing_gets_no_parameters() throws Exception {
        server.on("TLS-EHLO", BARE);
        RcptParameters asked = new RcptParameters(Optional.of("FAILURE"), Optional.of("rfc822;a@d.fr"));
        MailParameters parameters =
                new MailParameters(OptionalLong.of(3), false, false, Optional.of("HDRS"), Optional.of("id"));
        try (RelayConnection connection = connect()) {
            connection.send(mail(parameters, asked));
        }
        assertThat(server.commands()).contains("MAIL FROM:<marie@b.fr>", "RCPT TO:<a@b.fr>");
    }

    @ParameterizedTest
    @CsvSource({"true, false, 550 5.6.3", "false, true, 550 5.6.7"})
    void what_the_server_cannot_carry_is_refused_in_our_own_words(boolean eightBit, boolean utf8, String expected)
            throws Exception {
        server.on("TLS-EHLO", BARE);
        MailParameters parameters =
                new MailParameters(OptionalLong.empty(), eightBit, utf8, Optional.empty(), Optional.empty());
        try (RelayConnection connection = connect()) {
            assertThat(connection.send(mail(parameters, nothingAsked())))
                    .singleElement()
                    .satisfies(reply -> {
                        assertThat(reply).hasToString(expected);
                        assertThat(reply.isFromPeer()).isFalse();
                    });
            assertThat(connection.isUsable()).isTrue();
        }
        assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void a_message_of_exactly_the_size_that_the_server_takes_is_sent_and_one_octet_more_is_not() throws Exception {
        try (RelayConnection connection = connect()) {
            assertThat(connection.send(mail(sized(1_000_000), nothingAsked()))).allMatch(RelayReply::isPositive);
            assertThat(connection.send(mail(sized(1_000_001), nothingAsked())))
                    .extracting(RelayReply::toString)
                    .containsExactly("552 5.3.4");
        }
    }

    @Test
    void a_size_of_zero_is_no_limit() throws Exception {
        server.on("TLS-EHLO", "250-scripted\r\n250 SIZE 0");
        try (RelayConnection connection = connect()) {
            assertThat(connection.send(mail(sized(1_000_001), nothingAsked()))).allMatch(RelayReply::isPositive);
        }
    }

    @Test
    void the_null_sender_is_written_as_two_brackets() throws Exception {
        RelayMail mail = new RelayMail(
                Optional.empty(),
                sized(3),
                List.of(new RelayMail.To(MssAddress.parse("a@b.fr"), nothingAsked())),
                out -> out.write("x\r\n".getBytes(StandardCharsets.UTF_8)));
        try (RelayConnection connection = connect()) {
            connection.send(mail);
        }
        assertThat(server.commands()).contains("MAIL FROM:<> SIZE=3");
    }

    @Test
    void what_cannot_be_read_on_our_side_is_never_ended_as_a_message() throws Exception {
        RelayMail mail = new RelayMail(
                Optional.empty(),
                sized(3),
                List.of(new RelayMail.To(MssAddress.parse("a@b.fr"), nothingAsked())),
                _ -> {
                    throw new IllegalStateException("the database is away");
                });
        try (RelayConnection connection = connect()) {
            assertThatThrownBy(() -> connection.send(mail)).isInstanceOf(IllegalStateException.class);
            assertThat(connection.isUsable()).isFalse();
        }
        assertThat(server.commands()).doesNotContain("QUIT");
    }

    @Test
    void a_message_with_a_line_of_998_octets_is_sent_and_one_with_999_is_no_message() throws Exception {
        String longest = "é".repeat(499) + "\r\n";
        try (RelayConnection connection = connect()) {
            assertThat(connection.send(mail(longest, "a@b.fr"))).allMatch(RelayReply::isPositive);
            server.on("RCPT", "250 ok", "550 5.1.1 unknown");
            assertThat(connection.send(mail("short\r\nx" + longest, "a@b.fr", "c@b.fr")))
                    .extracting(RelayReply::toString)
                    .containsExactly("554 5.6.0", "550 5.1.1");
            assertThat(connection.isUsable()).isFalse();
        }
        assertThat(server.commands()).doesNotContain("QUIT");
        assertThat(server.messages()).first().isEqualTo(longest);
    }

    @Test
    void a_line_of_any_length_goes_to_a_server_that_takes_it() throws Exception {
        String line = "x".repeat(5_000) + "\r\n";
        RelaySettings settings = settings(TestTls.LAB).withLongLines();
        try (RelayConnection connection =
                RelayConnection.open("localhost", server.start().address(), settings)) {
            assertThat(connection.send(mail(line, "a@b.fr"))).allMatch(RelayReply::isPositive);
        }
        assertThat(server.messages()).containsExactly(line);
    }

    private List<RelayReply> sent(String... to) throws RelayException {
        try (RelayConnection connection = connect()) {
            return connection.send(mail("x\r\n", to));
        }
    }

    private void assertUnusable(RelayException.Reason reason) {
        assertThatThrownBy(this::connect)
                .isInstanceOfSatisfying(
                        RelayException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private RelayConnection connect() throws RelayException {
        return RelayConnection.open("localhost", server.start().address(), settings(TestTls.LAB));
    }

    private static RelaySettings settings(SSLContext tls) {
        Duration patience = Duration.ofSeconds(20);
        return new RelaySettings(
                "mss.pli.test", tls.getSocketFactory(), List.of(), patience, patience, patience, false, false);
    }

    private static RcptParameters nothingAsked() {
        return new RcptParameters(Optional.empty(), Optional.empty());
    }

    private static MailParameters sized(long size) {
        return new MailParameters(OptionalLong.of(size), false, false, Optional.empty(), Optional.empty());
    }

    private static RelayMail mail(MailParameters parameters, RcptParameters asked) {
        return new RelayMail(
                Optional.of(MssAddress.parse("marie@b.fr")),
                parameters,
                List.of(new RelayMail.To(MssAddress.parse("a@b.fr"), asked)),
                out -> out.write("x\r\n".getBytes(StandardCharsets.UTF_8)));
    }

    private static RelayMail mail(String message, String... to) {
        return new RelayMail(
                Optional.of(MssAddress.parse("marie@b.fr")),
                new MailParameters(OptionalLong.empty(), false, false, Optional.empty(), Optional.empty()),
                Arrays.stream(to)
                        .map(address -> new RelayMail.To(MssAddress.parse(address), nothingAsked()))
                        .toList(),
                out -> out.write(message.getBytes(StandardCharsets.UTF_8)));
    }
}
