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
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionLengthTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final ImapSettings BRIEF = ImapHouse.CALM.withTimes(LONG, LONG, Duration.ofMillis(300));

    /** Commands sent ahead of their answers: the server always has some, and can read all of them before it closes. */
    private static final int AHEAD = 1000;

    /** The time-outs of reading never come to pass with such a client. */
    @Test
    void client_that_always_has_more_to_say_is_sent_away_too() throws Exception {
        MemoryMailStore store = new MemoryMailStore();
        try (ImapHouse house = new ImapHouse(store, store::newBal)) {
            InetSocketAddress address =
                    house.open("brief", new Encryption.None(), BRIEF).address();
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.setSoTimeout(20_000);
                assertThat(lastWord(socket)).startsWith("* BYE Session trop longue");
            }
        }
    }

    /** Says something more for each answer, until the server says BYE. */
    private static String lastWord(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        boolean heard = say(out, "a " + ImapHouse.login(ImapHouse.MARIE) + "\r\n" + "b NOOP\r\n".repeat(AHEAD));
        String line = in.readLine();
        while (line != null && !line.startsWith("* BYE")) {
            if (heard && line.startsWith("b OK")) {
                heard = say(out, "b NOOP\r\n");
            }
            line = in.readLine();
        }
        return line;
    }

    /** @return whether the server is there still; what it said before it left can be read */
    private static boolean say(OutputStream out, String text) throws IOException {
        try {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (SocketException e) {
            return false;
        }
    }
}
