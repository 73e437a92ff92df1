package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.pli.wire.Encryption;
import fr.pli.wire.TestTls;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** COMPRESS=DEFLATE on real sockets, with a client of Java's own streams. */
class CompressTest {

    private ImapHouse house;

    @BeforeEach
    void open() throws Exception {
        MemoryMailStore store = new MemoryMailStore();
        house = new ImapHouse(store, store::newBal);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_session_goes_on_compressed_to_its_goodbye() throws Exception {
        try (Client client = compressed()) {
            String text = "Subject: x\r\n\r\n" + "bonjour ".repeat(10_000) + "\r\n";
            client.send("c APPEND INBOX {" + text.length() + "+}\r\n" + text + "\r\nd SELECT INBOX\r\n");
            assertThat(client.until("d ")).startsWith("d OK");
            client.send("e FETCH 1 BODY[TEXT]\r\n");
            assertThat(client.until("e ")).startsWith("e OK");
            assertThat(client.heard).contains("bonjour bonjour ");
            client.send("f COMPRESS DEFLATE\r\n");
            assertThat(client.until("f ")).startsWith("f NO [COMPRESSIONACTIVE]");
            client.send("g LOGOUT\r\n");
            assertThat(client.until("g ")).startsWith("g OK");
            assertThat(client.heard).contains("* BYE");
        }
    }

    @Test
    void what_a_client_sends_ahead_compressed_is_understood() throws Exception {
        try (Client client = new Client(house.address())) {
            client.send("a " + ImapHouse.login(ImapHouse.MARIE) + "\r\n");
            client.until("a ");
            client.sendAhead("b COMPRESS DEFLATE\r\n", "c NOOP\r\nd CAPABILITY\r\n");
            assertThat(client.until("b ")).startsWith("b OK");
            client.inflate();
            assertThat(client.until("d ")).startsWith("d OK");
        }
    }

    @Test
    void a_client_is_told_of_changes_at_once_while_it_idles() throws Exception {
        MemoryMailStore store = new MemoryMailStore();
        try (ImapHouse another = new ImapHouse(store, store::newBal);
                Client client = new Client(another.address())) {
            client.logIn();
            client.compress();
            client.send("c SELECT INBOX\r\nd IDLE\r\n");
            client.until("+ idling");
            client.send("DONE\r\n");
            client.until("d ");
            client.send("e APPEND INBOX {14+}\r\nSubject: x\r\n\r\n\r\nf IDLE\r\n");
            client.until("+ idling");
            assertThat(client.heard).contains("* 1 EXISTS");
        }
    }

    @Test
    void goodbyes_reach_a_compressed_client() throws Exception {
        MemoryMailStore store = new MemoryMailStore();
        try (ImapHouse another = new ImapHouse(store, store::newBal)) {
            InetSocketAddress brief = another.open(
                            "brief",
                            new Encryption.None(),
                            ImapHouse.CALM.withTimes(
                                    Duration.ofMinutes(5), Duration.ofMillis(300), Duration.ofMinutes(5)))
                    .address();
            try (Client client = new Client(brief)) {
                client.logIn();
                client.compress();
                assertThat(client.until("* BYE")).contains("Nothing for too long");
            }
        }
    }

    @Test
    void a_bomb_is_sent_away() throws Exception {
        try (Client client = compressed()) {
            byte[] blanks = new byte[1024 * 1024];
            Arrays.fill(blanks, (byte) 'x');
            client.send("c APPEND INBOX {100000000+}\r\n");
            try {
                for (int i = 0; i < 95; i++) {
                    client.send(blanks);
                }
            } catch (IOException gone) {
                assertThat(gone).isNotNull(); // it may close while we still send
            }
            assertThat(client.lastWords()).contains("* BYE [TOOBIG]");
        }
    }

    @Test
    void inside_tls_too() throws Exception {
        InetSocketAddress imaps = house.open("tls", new Encryption.Implicit(TestTls.server()), ImapHouse.CALM)
                .address();
        Socket tls = TestTls.client().getSocketFactory().createSocket(imaps.getAddress(), imaps.getPort());
        try (Client client = new Client(tls)) {
            client.logIn();
            client.compress();
            client.send("c NOOP\r\n");
            assertThat(client.until("c ")).startsWith("c OK");
        }
    }

    @Test
    void answers_hold_nothing_of_those_before_in_their_length() throws Exception {
        MemoryMailStore store = new MemoryMailStore();
        try (ImapHouse another = new ImapHouse(store, store::newBal);
                Client client = new Client(another.address())) {
            client.logIn();
            client.compress();
            client.send("c CAPABILITY\r\n");
            client.until("c ");
            int first = client.received();
            client.send("d CAPABILITY\r\n");
            client.until("d ");
            assertThat(client.heard.toString().lines().filter(line -> line.startsWith("c OK")))
                    .hasSize(1);
            assertThat(client.received() - first).isCloseTo(first, within(3));
        }
    }

    private Client compressed() throws IOException {
        Client client = new Client(house.address());
        client.logIn();
        client.compress();
        return client;
    }

    private static final class Client implements AutoCloseable {

        private final Socket socket;
        private final Counted counted;
        private OutputStream out;
        private InputStream in;
        private final StringBuilder heard = new StringBuilder();

        Client(InetSocketAddress address) throws IOException {
            this(new Socket(address.getAddress(), address.getPort()));
        }

        Client(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(20_000);
            out = socket.getOutputStream();
            counted = new Counted(socket.getInputStream());
            in = counted;
        }

        void logIn() throws IOException {
            send("a " + ImapHouse.login(ImapHouse.MARIE) + "\r\n");
            assertThat(until("a ")).startsWith("a OK");
        }

        void compress() throws IOException {
            send("b COMPRESS DEFLATE\r\n");
            assertThat(until("b ")).startsWith("b OK");
            inflate();
        }

        void inflate() throws IOException {
            if (!(out instanceof DeflaterOutputStream)) {
                out = deflating(socket.getOutputStream());
            }
            counted.count = 0;
            in = new InflaterInputStream(counted, new Inflater(true));
        }

        void sendAhead(String clear, String compressed) throws IOException {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(clear.getBytes(StandardCharsets.US_ASCII));
            OutputStream deflating = deflating(both);
            deflating.write(compressed.getBytes(StandardCharsets.US_ASCII));
            deflating.flush();
            socket.getOutputStream().write(both.toByteArray());
            out = deflating;
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.US_ASCII));
        }

        void send(byte[] octets) throws IOException {
            out.write(octets);
            out.flush();
        }

        String until(String start) throws IOException {
            while (true) {
                String line = line();
                heard.append(line).append('\n');
                if (line.startsWith(start)) {
                    return line;
                }
            }
        }

        String lastWords() throws IOException {
            try {
                while (true) {
                    heard.append(line()).append('\n');
                }
            } catch (EOFException end) {
                assertThat(end).isNotNull(); // it has closed
            }
            return heard.toString();
        }

        /** Octet by octet: a reader with a buffer waits for more than the line. */
        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new EOFException("closed after " + heard);
                }
                line.append((char) octet);
            }
            return line.toString().stripTrailing();
        }

        int received() {
            return counted.count;
        }

        private static OutputStream deflating(OutputStream to) {
            return new DeflaterOutputStream(to, new Deflater(Deflater.DEFAULT_COMPRESSION, true), true);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final class Counted extends InputStream {

        private final InputStream in;
        private int count;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int octet = in.read();
            count += octet < 0 ? 0 : 1;
            return octet;
        }

        @Override
        public int read(byte[] octets, int from, int length) throws IOException {
            int some = in.read(octets, from, length);
            count += Math.max(0, some);
            return some;
        }
    }
}
