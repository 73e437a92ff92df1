package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class SessionLengthTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final ImapSettings BRIEF = ImapHouse.CALM.withTimes(LONG, LONG, Duration.ofMillis(300));

    /** The time-outs of reading never come to pass with such a client. */
    @Test
    void client_that_always_has_more_to_say_is_sent_away_too() throws Exception {
        MemoryMailStore store = new MemoryMailStore();
        try (ImapHouse house = new ImapHouse(store, store::newBal)) {
            InetSocketAddress address =
                    house.open("brief", new Encryption.None(), BRIEF).address();
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.setSoTimeout(20_000);
                Thread.ofVirtual().start(() -> talk(socket));
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                List<String> byes = in.lines()
                        .filter(line -> line.startsWith("* BYE"))
                        .limit(1)
                        .toList();
                assertThat(byes).singleElement().asString().startsWith("* BYE Session trop longue");
            }
        }
    }

    private static void talk(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(("a " + ImapHouse.login(ImapHouse.MARIE) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] more = "b NOOP\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (!socket.isClosed()) {
                out.write(more);
            }
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }
}
