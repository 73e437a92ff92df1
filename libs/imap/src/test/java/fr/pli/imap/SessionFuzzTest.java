package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.LongRun;
import fr.pli.wire.RecordedLog;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions of clients that say anything, over real sockets before a store in memory. */
class SessionFuzzTest {

    /** Ends an exchange, an IDLE and a literal that is not too long, and goes. Twenty errors end the session too. */
    private static final String FAREWELL = "\r\n*\r\nDONE\r\n" + "\r\nz NOOP".repeat(900) + "\r\nz LOGOUT\r\n";

    @Property(tries = 60)
    void each_command_has_one_answer_and_the_session_goes_on(@ForAll long seed) throws IOException {
        converse(seed);
    }

    @Property(tries = 60)
    void chaos_is_answered_in_well_formed_lines(@ForAll long seed) throws IOException {
        rave(seed);
    }

    @Test
    @Tag("fuzz")
    void commands_for_long() throws IOException {
        LongRun.of("imap sessions", SessionFuzzTest::converse);
    }

    @Test
    @Tag("fuzz")
    void chaos_for_long() throws IOException {
        LongRun.of("imap chaos", SessionFuzzTest::rave);
    }

    private static void converse(long seed) throws IOException {
        RandomSession session = new RandomSession(seed);
        try (House house = new House(seed)) {
            int commands = session.length();
            StringBuilder said = new StringBuilder();
            List<String> open = new ArrayList<>();
            for (int i = 0; i < commands; i++) {
                said.append("c").append(i).append(' ').append(session.command());
                said.append("n").append(i).append(" NOOP\r\n");
                open.addAll(List.of("c" + i, "n" + i));
                if (session.pauses()) {
                    house.send(said.toString());
                    said.setLength(0);
                    house.expect(open);
                }
            }
            house.send(said.toString());
            house.expect(open);
        } catch (AssertionError | IOException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void rave(long seed) throws IOException {
        try (House house = new House(seed)) {
            house.send(new RandomSession(seed).chaos() + FAREWELL);
            house.socket.shutdownOutput();
            while (!house.hear().isEmpty()) {
                // each is well formed, and the server is never waited for in vain
            }
        } catch (SocketException e) {
            assertThat(e)
                    .as("closed by the server while the client still spoke")
                    .isNotNull();
        } catch (AssertionError | IOException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    /** A server of its own with a client that has logged in. */
    private static final class House implements AutoCloseable {

        private final RecordedLog log = RecordedLog.open();
        private final ImapHouse house;
        private final Socket socket;
        private final OutputStream out;
        private final ResponseReader in;

        House(long seed) throws IOException {
            MemoryMailStore store = new MemoryMailStore();
            house = new ImapHouse(store, store::newBal);
            InetSocketAddress address = house.address();
            socket = new Socket(address.getAddress(), address.getPort());
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            in = new ResponseReader(new BufferedInputStream(socket.getInputStream()));
            send("a " + ImapHouse.login(ImapHouse.MARIE) + "\r\nb APPEND INBOX {14+}\r\nSubject: x\r\n\r\n\r\n");
            if (seed % 4 != 0) {
                send("d SELECT INBOX\r\n");
            }
            send("e NOOP\r\n");
            while (!hear().startsWith("e OK")) {
                // greeting, login and what was selected
            }
        }

        void send(String octets) throws IOException {
            out.write(octets.getBytes(StandardCharsets.ISO_8859_1));
        }

        String hear() throws IOException {
            return in.next();
        }

        /** Hears one answer for each of these tags, in order. */
        void expect(List<String> tags) throws IOException {
            while (!tags.isEmpty()) {
                String response = hear();
                if (response.startsWith("* ") || response.startsWith("+ ")) {
                    assertThat(response).doesNotStartWith("* BYE");
                    continue;
                }
                String tag = tags.removeFirst();
                assertThat(response).startsWith(tag + " ");
                if (tag.startsWith("n")) {
                    assertThat(response).isEqualTo(tag + " OK NOOP completed");
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            house.close();
            log.close();
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }
}
