package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    private static final Duration SOON = Duration.ofMillis(50);

    private final BlockingQueue<Exception> failures = new LinkedBlockingQueue<>();

    @Test
    void only_crlf_ends_a_line() throws Exception {
        try (Loopback server = Loopback.open(this::mirrorLines)) {
            assertThat(server.say("a\r\nb\nc\rd\r\r\n\r\ne")).isEqualTo("[a][b\nc\rd\r][]");
        }
    }

    @Test
    void a_line_of_exactly_the_limit_passes() throws Exception {
        try (Loopback server = Loopback.open(this::mirrorLines)) {
            String line = "x".repeat(100);
            assertThat(server.say(line + "\r\n")).isEqualTo("[" + line + "]");
        }
    }

    @Test
    void a_line_longer_than_the_limit_is_cut_off_with_a_farewell() throws Exception {
        try (Loopback server = Loopback.open(this::mirrorLines)) {
            assertThat(server.say("x".repeat(101) + "\r\n" + "y".repeat(50_000)))
                    .isEqualTo("BYE over budget: line longer than 100 octets");
        }
    }

    @Test
    void an_endless_line_is_cut_off_at_the_limit() throws Exception {
        try (Loopback server = Loopback.open(this::mirrorLines)) {
            assertThat(server.say("\r".repeat(102))).startsWith("BYE over budget");
        }
    }

    @Test
    void budget_before_authentication_counts_all_lines() throws Exception {
        try (Loopback server = Loopback.open(this::mirrorLines)) {
            assertThat(server.say("x\r\n".repeat(6000))).endsWith("[x]BYE over budget: too much before authentication");
        }
    }

    @Test
    void budget_is_lifted_by_authentication() throws Exception {
        Loopback.Conversation known = connection -> {
            connection.authenticated();
            mirrorLines(connection);
        };
        try (Loopback server = Loopback.open(known)) {
            assertThat(server.say("x\r\n".repeat(6000))).isEqualTo("[x]".repeat(6000));
        }
    }

    @Test
    void a_silent_client_is_told_and_closed() throws Exception {
        Loopback.Conversation hasty = connection -> {
            connection.patience(SOON);
            mirrorLines(connection);
        };
        try (Loopback server = Loopback.open(hasty);
                Socket client = server.connect()) {
            assertThat(Loopback.rest(client)).isEqualTo("BYE timed out: nothing came");
        }
    }

    @Test
    void a_client_that_trickles_a_line_runs_out_of_patience_all_the_same() throws Exception {
        Loopback.Conversation hasty = connection -> {
            connection.patience(Duration.ofMillis(300));
            mirrorLines(connection);
        };
        assertThat(tricklingUntilClosed(hasty)).isEqualTo("BYE timed out: nothing came");
    }

    @Test
    void a_client_that_trickles_a_body_runs_out_of_patience_all_the_same() throws Exception {
        Loopback.Conversation hasty = connection -> {
            connection.patience(Duration.ofMillis(300));
            assertThatThrownBy(() -> connection.input().readNBytes(Patience.WINDOW))
                    .isInstanceOf(TimedOutException.class);
            connection.send("BYE");
        };
        assertThat(tricklingUntilClosed(hasty)).isEqualTo("BYE\r\n");
    }

    @Test
    void a_client_that_does_not_read_is_closed() throws Exception {
        Limits hasty = Loopback.QUICK.withTimes(SOON, SOON, Duration.ofMillis(10));
        Loopback.Conversation flood = connection -> {
            byte[] much = new byte[64 * 1024];
            try {
                while (true) {
                    connection.output().write(much);
                }
            } catch (IOException e) {
                failures.add(e);
                throw e;
            }
        };
        try (Loopback server = Loopback.open(hasty, flood);
                Socket client = server.connect()) {
            assertThat(failures.poll(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void octets_after_a_line_are_read_from_the_stream() throws Exception {
        Loopback.Conversation literal = connection -> {
            connection.readLine(100);
            connection.output().write(connection.input().readNBytes(5));
            connection.send(new String(connection.readLine(100), StandardCharsets.US_ASCII));
        };
        try (Loopback server = Loopback.open(literal)) {
            assertThat(server.say("literal {5}\r\n12345 rest\r\n")).isEqualTo("12345 rest\r\n");
        }
    }

    @Test
    void octets_given_back_come_again() throws Exception {
        Loopback.Conversation block = connection -> {
            byte[] octets = new byte[100];
            int count = connection.input().read(octets);
            connection.unread(count - 3);
            connection.output().write(connection.readLine(100));
        };
        try (Loopback server = Loopback.open(block)) {
            assertThat(server.say("...QUIT\r\n")).isEqualTo("QUIT");
        }
    }

    @Test
    void octets_given_back_cost_the_budget_before_authentication_once() throws Exception {
        Loopback.Conversation again = connection -> {
            byte[] octets = new byte[100];
            for (int i = 0; i < 1_000; i++) {
                connection.unread(connection.input().read(octets));
            }
            mirrorLines(connection);
        };
        try (Loopback server = Loopback.open(again)) {
            assertThat(server.say("x".repeat(50) + "\r\n")).isEqualTo("[" + "x".repeat(50) + "]");
        }
    }

    @Test
    void budget_before_authentication_counts_what_is_read_as_octets() throws Exception {
        Loopback.Conversation literal = connection -> {
            assertThatThrownBy(() -> connection.input().readNBytes(20_000)).isInstanceOf(BudgetException.class);
            connection.send("BYE");
        };
        try (Loopback server = Loopback.open(literal);
                Socket client = server.connect()) {
            Loopback.say(client, "x".repeat(16 * 1024 + 1));
            assertThat(Loopback.rest(client)).isEqualTo("BYE\r\n");
        }
    }

    @Test
    void one_octet_at_a_time_is_read_as_it_is() throws Exception {
        Loopback.Conversation single = connection -> {
            for (int i = 0; i < 3; i++) {
                connection.output().write(connection.input().read());
            }
        };
        try (Loopback server = Loopback.open(single)) {
            assertThat(server.say("a\u00ff\0")).isEqualTo("a\u00ff\0");
        }
    }

    @Test
    void what_is_read_as_octets_may_end_though_the_node_stops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Loopback.Conversation literal = connection -> {
            byte[] first = connection.input().readNBytes(4);
            begun.countDown();
            connection.output().write(first);
            connection.output().write(connection.input().readNBytes(4));
            connection.send(connection.draining() ? " stopping" : " going on");
        };
        try (Loopback server = Loopback.open(literal);
                Socket client = server.connect()) {
            Loopback.say(client, "lite");
            begun.await();
            Thread drain = Thread.ofVirtual().start(() -> drain(server.listener));
            await().until(() -> !server.listener.isAlive());
            Loopback.say(client, "rals");
            assertThat(Loopback.rest(client)).startsWith("literals");
            drain.join();
        }
    }

    private static void drain(Listener listener) {
        try {
            listener.drain(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_stream_cut_short_is_no_end_but_a_failure() throws Exception {
        Loopback.Conversation body = connection ->
                assertThatThrownBy(() -> connection.input().readNBytes(100)).isInstanceOf(EOFException.class);
        try (Loopback server = Loopback.open(body)) {
            assertThat(server.say("only this")).isEmpty();
        }
    }

    @Test
    void input_of_a_pipelining_client_is_seen_before_it_is_asked_for() throws Exception {
        Loopback.Conversation counting = connection -> {
            connection.readLine(100);
            connection.send("more " + connection.hasInput());
            connection.readLine(100);
            connection.send("more " + connection.hasInput());
        };
        try (Loopback server = Loopback.open(counting)) {
            assertThat(server.say("one\r\ntwo\r\n")).isEqualTo("more true\r\nmore false\r\n");
        }
    }

    @Test
    void input_that_comes_later_is_seen_before_it_is_asked_for() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Loopback.Conversation looking = connection -> {
            connection.readLine(100);
            read.countDown();
            await().until(connection::hasInput);
            connection.output().write(connection.readLine(100));
        };
        try (Loopback server = Loopback.open(looking);
                Socket client = server.connect()) {
            Loopback.say(client, "one\r\n");
            read.await();
            Loopback.say(client, "two\r\n");
            assertThat(Loopback.rest(client)).isEqualTo("two");
        }
    }

    @Test
    void who_begins_to_wait_for_a_line_after_the_node_began_to_stop_waits_no_longer() throws Exception {
        Loopback.Conversation late = connection -> {
            await().until(connection::draining);
            assertThatThrownBy(() -> connection.readLine(100)).isInstanceOf(TimedOutException.class);
            connection.send("stopping");
        };
        try (Loopback server = Loopback.open(late);
                Socket client = server.connect()) {
            await().until(() -> server.listener.connections() == 1);
            drain(server.listener);
            assertThat(Loopback.rest(client)).isEqualTo("stopping\r\n");
        }
    }

    @Test
    void another_thread_may_push_while_a_line_is_awaited() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        Loopback.Conversation idle = connection -> {
            Thread.ofVirtual().start(() -> push(connection, waiting));
            connection.readLine(100);
            connection.send("DONE seen");
        };
        try (Loopback server = Loopback.open(idle);
                Socket client = server.connect()) {
            waiting.countDown();
            byte[] pushed = client.getInputStream().readNBytes("* 1 EXISTS\r\n".length());
            assertThat(new String(pushed, StandardCharsets.US_ASCII)).isEqualTo("* 1 EXISTS\r\n");
            Loopback.say(client, "DONE\r\n");
            assertThat(Loopback.rest(client)).isEqualTo("DONE seen\r\n");
        }
    }

    @Test
    void large_and_small_writes_keep_their_order() throws Exception {
        String large = "L".repeat(40_000);
        Loopback.Conversation mixed = connection -> {
            connection.send("small");
            connection.send(large);
            connection.output().write('.');
        };
        try (Loopback server = Loopback.open(mixed)) {
            assertThat(server.say("")).isEqualTo("small\r\n" + large + "\r\n.");
        }
    }

    private void mirrorLines(Connection connection) throws IOException {
        try {
            while (true) {
                String line = new String(connection.readLine(100), StandardCharsets.ISO_8859_1);
                connection.output().write(("[" + line + "]").getBytes(StandardCharsets.ISO_8859_1));
                if (!connection.hasInput()) {
                    connection.flush();
                }
            }
        } catch (EOFException e) {
            connection.flush();
        } catch (TimedOutException | BudgetException e) {
            connection.output().write(("BYE " + e.getMessage()).getBytes(StandardCharsets.ISO_8859_1));
            throw e;
        }
    }

    /** What a client hears that sends an octet each 20 ms. */
    private static String tricklingUntilClosed(Loopback.Conversation conversation) throws Exception {
        try (Loopback server = Loopback.open(conversation);
                Socket client = server.connect();
                ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> trickle =
                    pace.scheduleAtFixedRate(() -> sayIfOpen(client), 0, 20, TimeUnit.MILLISECONDS);
            String heard = Loopback.rest(client);
            trickle.cancel(true);
            return heard;
        }
    }

    private static void sayIfOpen(Socket client) {
        try {
            Loopback.say(client, "x");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // and so the last one
        }
    }

    private static void push(Connection connection, CountDownLatch waiting) {
        try {
            waiting.await();
            connection.send("* 1 EXISTS");
            connection.flush();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
