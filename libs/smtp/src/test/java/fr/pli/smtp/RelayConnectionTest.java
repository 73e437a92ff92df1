package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client against our own server, and against servers that are none. */
class RelayConnectionTest {

    private static final MssAddress MARIE = MssAddress.parse("marie.martin@medecin.pli.mssante.fr");
    private static final RcptParameters ALONE = new RcptParameters(Optional.empty(), Optional.empty());
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** For a server that says nothing; what is awaited then is the end of patience. */
    private static final Duration SHORT = Duration.ofMillis(300);

    private static SmtpHouse house;

    @BeforeAll
    static void open() throws IOException {
        house = new SmtpHouse();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void every_octet_arrives_as_it_was() throws Exception {
        String message = "Subject: é\r\n\r\n.\r\n..\r\n.a\r\na.\r\n\r\n.";
        try (RelayConnection connection = connect(house.exchange.address())) {
            assertThat(connection.send(mail(message, "a@b.fr")))
                    .extracting(RelayReply::code)
                    .containsExactly(250);
        }
        assertThat(taken()).endsWith(message + "\r\n");
    }

    @Test
    void one_connection_serves_many_messages_and_shows_its_certificate() throws Exception {
        try (RelayConnection connection = connect(house.exchange.address())) {
            for (int i = 0; i < 5; i++) {
                assertThat(connection
                                .send(mail("n: " + i + "\r\n\r\n", "a@b.fr"))
                                .getFirst()
                                .isPositive())
                        .isTrue();
                assertThat(connection.isUsable()).isTrue();
            }
            assertThat(connection.answers()).isTrue();
            assertThat(connection.peerChain()).isNotEmpty();
            assertThat(connection.tls()).startsWith("TLSv1.3 ");
        }
        assertThat(house.last().client().chain()).isNotEmpty();
    }

    @Test
    void each_recipient_has_his_own_answer() throws Exception {
        try (RelayConnection connection = connect(house.exchange.address())) {
            List<RelayReply> replies = connection.send(mail("x\r\n", "a@b.fr", "inconnu@b.fr", "c@b.fr"));
            assertThat(replies).extracting(RelayReply::code).containsExactly(250, 550, 250);
            assertThat(replies.get(1).enhanced()).isEqualTo("5.1.1");
            assertThat(replies.get(1).text()).startsWith("Destinataire inconnu");
            assertThat(house.last().recipients())
                    .containsOnlyKeys(MssAddress.parse("a@b.fr"), MssAddress.parse("c@b.fr"));
        }
    }

    @Test
    void more_recipients_than_are_asked_at_once_are_all_answered() throws Exception {
        String[] many = IntStream.range(0, 130).mapToObj(i -> "r" + i + "@b.fr").toArray(String[]::new);
        try (RelayConnection connection = connect(house.exchange.address())) {
            List<RelayReply> replies = connection.send(mail("x\r\n", many));
            assertThat(replies).hasSize(130);
            assertThat(replies.subList(0, 100)).allMatch(RelayReply::isPositive);
            assertThat(replies.subList(100, 130)).extracting(RelayReply::code).containsOnly(452);
        }
    }

    @Test
    void where_nobody_is_accepted_nothing_is_sent_and_the_connection_goes_on() throws Exception {
        int before = house.reception.taken().size();
        try (RelayConnection connection = connect(house.exchange.address())) {
            assertThat(connection.send(mail("x\r\n", "inconnu@b.fr")).getFirst().isPermanent())
                    .isTrue();
            assertThat(connection.send(mail("y\r\n", "a@b.fr")).getFirst().isPositive())
                    .isTrue();
        }
        assertThat(house.reception.taken()).hasSize(before + 1);
    }

    @Test
    void a_sender_who_is_refused_is_refused_for_all() throws Exception {
        RelayMail mail = mail(
                Optional.of(MssAddress.parse("x@laposte.net")),
                parameters(Optional.empty()),
                "x\r\n",
                "a@b.fr",
                "c@b.fr");
        try (RelayConnection connection = connect(house.exchange.address())) {
            assertThat(connection.send(mail)).extracting(RelayReply::toString).containsOnly("550 5.7.1");
        }
    }

    @Test
    void parameters_of_dsn_travel_on() throws Exception {
        RcptParameters asked = new RcptParameters(Optional.of("SUCCESS,FAILURE"), Optional.of("rfc822;a+b=c@d.fr"));
        RelayMail mail = new RelayMail(
                Optional.of(MARIE),
                new MailParameters(OptionalLong.of(3), true, false, Optional.of("FULL"), Optional.of("a=b c")),
                List.of(new RelayMail.To(MssAddress.parse("a@b.fr"), asked)),
                out -> out.write("x\r\n".getBytes(StandardCharsets.UTF_8)));
        try (RelayConnection connection = connect(house.exchange.address())) {
            connection.send(mail);
        }
        assertThat(house.last().parameters().envid()).contains("a=b c");
        assertThat(house.last().parameters().ret()).contains("FULL");
        assertThat(house.last().parameters().eightBit()).isTrue();
        assertThat(house.last().recipients()).containsEntry(MssAddress.parse("a@b.fr"), asked);
    }

    @Test
    void what_the_server_said_is_too_big_is_not_sent() throws Exception {
        RelayMail mail =
                mail(Optional.of(MARIE), parameters(Optional.of((long) SmtpHouse.MAX_SIZE + 1)), "x\r\n", "a@b.fr");
        try (RelayConnection connection = connect(house.exchange.address())) {
            assertThat(connection.send(mail)).extracting(RelayReply::toString).containsExactly("552 5.3.4");
            assertThat(connection.isUsable()).isTrue();
        }
    }

    @Test
    void what_the_server_finds_too_big_itself_is_refused() throws Exception {
        try (RelayConnection connection = connect(house.exchange.address())) {
            assertThat(connection.send(mail("x\r\n".repeat(SmtpHouse.MAX_SIZE), "a@b.fr")))
                    .extracting(RelayReply::toString)
                    .containsExactly("552 5.3.4");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "554 5.3.2 no",
                "220 ok\r\n250 ok",
                "220 ok\r\n500 what",
                "220 ok\r\n250-x\r\n250 STARTTLS\r\n454 not now",
                "220 ok\r\n250-x\r\n250 STARTTLS\r\n220 go\r\n250 injected",
                "220 ok\r\n250-x\r\n250 STARTTLS\r\n220 go",
                "hello",
                "2",
                ""
            })
    void a_server_that_does_not_secure_the_connection_gets_nothing(String script) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> play(server, script));
            assertThatThrownBy(() -> connect((InetSocketAddress) server.getLocalSocketAddress(), SHORT))
                    .isInstanceOf(RelayException.class);
        }
    }

    @Test
    void a_line_without_end_ends_it() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> play(server, "2".repeat(100_000)));
            assertThatThrownBy(() -> connect((InetSocketAddress) server.getLocalSocketAddress(), SHORT))
                    .isInstanceOfSatisfying(
                            RelayException.class, e -> assertThat(e.reason()).isEqualTo(RelayException.Reason.NO_SMTP));
        }
    }

    @Test
    void a_server_that_says_nothing_is_left_in_time() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> connect((InetSocketAddress) server.getLocalSocketAddress(), SHORT))
                    .isInstanceOfSatisfying(
                            RelayException.class, e -> assertThat(e.reason()).isEqualTo(RelayException.Reason.BROKEN));
        }
    }

    @Test
    void xtext_reads_what_it_writes() throws SmtpRefusal {
        for (String text : List.of("a", "a+b=c", "a b", "é+", "$1\\")) {
            assertThat(Xtext.decode(Xtext.encode(text))).isEqualTo(text);
        }
    }

    private static RelayConnection connect(InetSocketAddress server) throws RelayException {
        return connect(server, PATIENCE);
    }

    private static RelayConnection connect(InetSocketAddress server, Duration patience) throws RelayException {
        RelaySettings settings = new RelaySettings(
                "mss.pli.test", TestTls.LAB.getSocketFactory(), List.of(), patience, PATIENCE, PATIENCE, false, false);
        return RelayConnection.open("localhost", server, settings);
    }

    private static RelayMail mail(String message, String... to) {
        return mail(Optional.of(MARIE), parameters(Optional.empty()), message, to);
    }

    private static RelayMail mail(Optional<MssAddress> from, MailParameters parameters, String message, String... to) {
        return new RelayMail(
                from,
                parameters,
                Arrays.stream(to)
                        .map(address -> new RelayMail.To(MssAddress.parse(address), ALONE))
                        .toList(),
                out -> out.write(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static MailParameters parameters(Optional<Long> size) {
        return new MailParameters(
                size.map(OptionalLong::of).orElse(OptionalLong.empty()),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static String taken() {
        return new String(house.last().octets().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static void play(ServerSocket server, String script) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write((script + "\r\n").getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the client left, which is what is tested
        }
    }
}
