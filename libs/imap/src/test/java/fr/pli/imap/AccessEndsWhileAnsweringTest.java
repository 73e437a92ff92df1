package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.imap.mail.ImapSettings;
import fr.pli.wire.Encryption;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session is shown whose right is withdrawn in the midst of an answer. Answers are longer than what the sockets of both sides hold. */
class AccessEndsWhileAnsweringTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int LINE = 100;
    private static final String GOODBYE = "* BYE L'acces a cette BAL a pris fin / Access to this BAL has ended";

    private final MemoryMailStore store = new MemoryMailStore();
    private ImapHouse house;
    private Socket socket;
    private BufferedReader in;
    private OutputStream out;

    @BeforeEach
    void log_in() throws IOException {
        house = new ImapHouse(store, store::newBal);
        InetSocketAddress address = house.open(
                        "large", new Encryption.None(), ImapSettings.DEFAULTS.withTimes(LONG, LONG, LONG))
                .address();
        socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(address);
        socket.setSoTimeout(20_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        out = socket.getOutputStream();
        say("a " + ImapHouse.login(ImapHouse.MARIE));
        awaitAnswer("a");
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        house.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FETCH 1:* BODY[]", "FETCH 1:* BODY.PEEK[]"})
    void messages_that_were_not_begun_are_not_shown(String command) throws IOException {
        append(40_000, 1);
        copyAll(10);
        say("x " + command);
        in.readLine();
        house.grant().setQuietly("person-without-right");
        List<String> rest = in.lines().toList();
        assertThat(rest).noneMatch(line -> line.startsWith("x OK"));
        assertThat(rest.getLast()).isEqualTo(GOODBYE);
        assertThat(rest.stream().filter(line -> line.startsWith("* ")).count()).isLessThan(1024);
    }

    @Test
    void a_literal_is_cut_off() throws IOException {
        append(24_000_000, 1);
        say("x FETCH 1 BODY[]");
        in.readLine();
        house.grant().setQuietly("person-without-right");
        long octets = in.lines()
                .filter(line -> !line.contains("FETCH"))
                .mapToLong(line -> line.length() + 2)
                .sum();
        assertThat(octets).isPositive().isLessThan(24_000_000);
    }

    private void append(int octets, int times) throws IOException {
        String line = "x".repeat(LINE - 2) + "\r\n";
        String message = "Subject: s\r\n\r\n" + line.repeat(octets / LINE);
        for (int i = 0; i < times; i++) {
            say("b APPEND INBOX {" + message.length() + "+}\r\n" + message);
            awaitAnswer("b");
        }
        say("c SELECT INBOX");
        awaitAnswer("c");
    }

    /** Doubles what is there. */
    private void copyAll(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            say("d COPY 1:* INBOX");
            awaitAnswer("d");
        }
    }

    private void say(String command) throws IOException {
        out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void awaitAnswer(String tag) throws IOException {
        String line = in.readLine();
        while (!line.startsWith(tag + " ")) {
            line = in.readLine();
        }
        assertThat(line).startsWith(tag + " OK");
    }
}
