package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a channel inside TLS does when the network or the client is not as expected, and what it leaves behind. */
class SecureChannelTest {

    @TempDir
    private Path folder;

    private SSLContext client;
    private TlsContext context;
    private ServerSocketChannel listening;

    @BeforeEach
    void open() throws IOException {
        try (TestIgc igc = TestIgc.create(KeyKind.P_256)) {
            igc.server("localhost").issue().write(igc.write(folder), "server");
        }
        client = ClientTls.context(new ServerTrust.Roots("test.roots", folder.resolve("root.pem")));
        KeySource key = new KeySource.Pem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
        context = TlsContext.open(TlsSettings.of("api.tls", key), Clock.systemUTC());
        listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        context.close();
    }

    @Test
    void channel_that_does_not_block_is_asked_again() throws Exception {
        CompletableFuture<String> echo = talk();
        try (SocketChannel socket = listening.accept();
                SecureChannel secure = context.server(new Stuttering(socket))) {
            int rounds = 1;
            while (!secure.handshake()) {
                rounds++;
            }
            assertThat(rounds).isGreaterThan(3);

            ByteBuffer buffer = ByteBuffer.allocate(100);
            while (buffer.position() < 5) {
                assertThat(secure.read(buffer)).isNotNegative();
            }
            secure.write(buffer.flip());
            assertThat(echo.get()).isEqualTo("hello");
        }
    }

    @Test
    void client_that_leaves_in_the_handshake_is_an_end_of_file() throws IOException {
        try (SocketChannel left = SocketChannel.open(listening.getLocalAddress())) {
            left.write(ByteBuffer.wrap(new byte[] {22, 3, 1, 2, 0, 1}));
        }
        try (SecureChannel secure = context.server(listening.accept())) {
            assertThatThrownBy(secure::handshake).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void client_that_does_not_speak_tls_is_refused() throws IOException {
        try (SocketChannel clear = SocketChannel.open(listening.getLocalAddress());
                SecureChannel secure = context.server(listening.accept())) {
            clear.write(ByteBuffer.wrap("EHLO client\r\n".getBytes(StandardCharsets.US_ASCII)));

            assertThatThrownBy(secure::handshake).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void forged_record_ends_the_connection_with_an_alert(String version) throws Exception {
        int port = listening.socket().getLocalPort();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> said = threads.submit(() -> SClient.talk(port, version));
            try (SocketChannel socket = listening.accept()) {
                Forging channel = new Forging(socket);
                SecureChannel secure = context.server(channel);
                secure.handshake();
                ByteBuffer buffer = ByteBuffer.allocate(100);
                secure.read(buffer);
                channel.forges = true;
                assertThatThrownBy(() -> secure.read(buffer)).isInstanceOf(SSLException.class);
                secure.close();
            }
            assertThat(said.get()).contains("alert bad record mac");
        }
        assertThat(context.state().nativeInUse()).isZero();
    }

    @Test
    void second_handshake_ends_the_connection() throws Exception {
        try (EchoServer server = new EchoServer(context)) {
            assertThat(SClient.say("R\n", server.port(), "-tls1_2"))
                    .contains("RENEGOTIATING", "alert no renegotiation");
            server.next();
            assertThat(server.next().description()).startsWith("failed: ");
        }
        Awaitility.await().until(() -> context.state().nativeInUse() == 0);
    }

    @Test
    void close_ends_a_read_that_waits() throws Exception {
        CompletableFuture<String> echo = talk();
        SecureChannel secure = context.server(listening.accept());
        secure.handshake();
        ByteBuffer buffer = ByteBuffer.allocate(5);
        secure.read(buffer);
        secure.write(buffer.flip());
        assertThat(echo.get()).isEqualTo("hello");
        assertThat(context.state().nativeInUse()).isOne();
        try (SocketChannel other = SocketChannel.open(listening.getLocalAddress())) {
            SecureChannel waiting = context.server(listening.accept());
            CompletableFuture<Boolean> read = CompletableFuture.supplyAsync(() -> handshake(waiting));
            waiting.close();
            assertThat(read.get()).isFalse();
            assertThat(other.isOpen()).isTrue();
        }
        secure.close();
        assertThatThrownBy(() -> secure.read(buffer.clear())).isInstanceOf(IOException.class);
    }

    @Test
    void two_thousand_connections_that_break_off_leave_nothing_behind() throws Exception {
        byte[] hello = hello();
        Random random = new Random(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                try (SocketChannel left = SocketChannel.open(listening.getLocalAddress())) {
                    left.write(ByteBuffer.wrap(hello, 0, 1 + random.nextInt(hello.length)));
                }
                SocketChannel socket = listening.accept();
                threads.execute(() -> {
                    try (SecureChannel secure = context.server(socket)) {
                        handshake(secure);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
        assertThat(context.state().nativeInUse()).isZero();
    }

    @Test
    void connections_that_end_well_leave_nothing_behind() throws Exception {
        try (EchoServer server = new EchoServer(context)) {
            for (int i = 0; i < 50; i++) {
                assertThat(JavaClient.talk(server.port(), client)).isEqualTo("hello");
            }
        }
        Awaitility.await().until(() -> context.state().nativeInUse() == 0);
    }

    private CompletableFuture<String> talk() {
        int port = listening.socket().getLocalPort();
        return CompletableFuture.supplyAsync(() -> {
            try {
                return JavaClient.talk(port, client);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static boolean handshake(SecureChannel secure) {
        try {
            return secure.handshake();
        } catch (IOException e) {
            return false;
        }
    }

    /** What the JDK's client says first. */
    private byte[] hello() throws Exception {
        CompletableFuture<String> gone = talk();
        ByteBuffer hello = ByteBuffer.allocate(20_000);
        try (SocketChannel socket = listening.accept()) {
            while (ClientHello.read(hello.duplicate().flip()).isEmpty()) {
                socket.read(hello);
            }
        }
        assertThat(gone).failsWithin(Duration.ofSeconds(20));
        return Arrays.copyOf(hello.array(), hello.position());
    }

    /** Every second read has nothing, the others few octets. */
    private static final class Stuttering implements ByteChannel {

        private final SocketChannel socket;
        private int reads;

        Stuttering(SocketChannel socket) {
            this.socket = socket;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (++reads % 2 == 0) {
                return 0;
            }
            ByteBuffer few = ByteBuffer.allocate(Math.min(target.remaining(), 50));
            int count = socket.read(few);
            target.put(few.flip());
            return count;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return socket.write(source);
        }

        @Override
        public boolean isOpen() {
            return socket.isOpen();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Somebody on the way, who puts a record of his own in when told to. */
    private static final class Forging implements ByteChannel {

        private final SocketChannel socket;
        private boolean forges;

        Forging(SocketChannel socket) {
            this.socket = socket;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (!forges) {
                return socket.read(target);
            }
            target.put(new byte[] {23, 3, 3, 0, 40}).put(new byte[40]);
            return 45;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return socket.write(source);
        }

        @Override
        public boolean isOpen() {
            return socket.isOpen();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
