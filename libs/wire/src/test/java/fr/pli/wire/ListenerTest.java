package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void a_client_over_the_limit_of_its_address_is_told_so() throws Exception {
        try (Loopback server = Loopback.open(Loopback.QUICK.withConnections(10, 1), ListenerTest::sayBye);
                Socket first = server.connect()) {
            await().until(() -> server.listener.connections() == 1);
            assertThat(server.say("")).isEqualTo("* BYE busy\r\n");
            Loopback.say(first, "quit\r\n");
            assertThat(Loopback.rest(first)).isEqualTo("bye\r\n");
        }
    }

    @Test
    void a_client_over_the_limit_of_the_listener_is_told_so() throws Exception {
        try (Loopback server = Loopback.open(Loopback.QUICK.withConnections(1, 10), ListenerTest::sayBye);
                Socket first = server.connect()) {
            await().until(() -> server.listener.connections() == 1);
            assertThat(server.say("")).isEqualTo("* BYE busy\r\n");
            assertThat(first.isConnected()).isTrue();
        }
    }

    @Test
    void a_place_is_free_again_when_its_client_is_gone() throws Exception {
        try (Loopback server = Loopback.open(Loopback.QUICK.withConnections(1, 1), ListenerTest::sayBye)) {
            assertThat(server.say("quit\r\n")).isEqualTo("bye\r\n");
            await().until(() -> server.listener.connections() == 0);
            assertThat(server.say("quit\r\n")).isEqualTo("bye\r\n");
        }
    }

    @Test
    void a_client_that_resets_is_forgotten() throws Exception {
        try (Loopback server = Loopback.open(ListenerTest::sayBye)) {
            Socket client = server.connect();
            await().until(() -> server.listener.connections() == 1);
            client.setSoLinger(true, 0);
            client.close();
            await().until(() -> server.listener.connections() == 0);
        }
    }

    @Test
    void a_failing_conversation_costs_the_others_nothing() throws Exception {
        Loopback.Conversation broken = _ -> {
            throw new IllegalStateException("a defect");
        };
        try (Loopback server = Loopback.open(broken)) {
            assertThat(server.say("")).isEmpty();
            assertThat(server.say("")).isEmpty();
            await().until(() -> server.listener.connections() == 0);
        }
    }

    @Test
    void drain_wakes_who_waits_and_lets_him_say_goodbye() throws Exception {
        try (Loopback server = Loopback.open(ListenerTest::sayBye);
                Socket client = server.connect()) {
            await().until(() -> server.listener.connections() == 1);
            server.listener.drain(LONG);
            assertThat(Loopback.rest(client)).isEqualTo("stopping\r\n");
            assertThat(server.listener.connections()).isZero();
        }
    }

    @Test
    void drain_cuts_off_who_is_not_done_in_time() throws Exception {
        Loopback.Conversation literal = connection -> connection.input().readNBytes(10);
        try (Loopback server = Loopback.open(literal);
                Socket client = server.connect()) {
            await().until(() -> server.listener.connections() == 1);
            server.listener.drain(Duration.ofMillis(50));
            assertThat(Loopback.rest(client)).isEmpty();
        }
    }

    @Test
    void a_drained_listener_takes_nobody() throws Exception {
        try (Loopback server = Loopback.open(ListenerTest::sayBye)) {
            server.listener.drain(LONG);
            assertThatThrownBy(server::connect).isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_address_in_use_is_named() throws Exception {
        try (Loopback server = Loopback.open(ListenerTest::sayBye)) {
            assertThatThrownBy(() -> Listener.open(
                            "second",
                            server.listener.address(),
                            new Encryption.None(),
                            Limits.DEFAULTS,
                            new Loopback.Talk(ListenerTest::sayBye),
                            ListenerEvents.NONE))
                    .hasMessageContaining("second")
                    .hasMessageContaining(":" + server.listener.address().getPort());
        }
    }

    @Test
    void tells_that_it_is_alive_until_it_drains() throws Exception {
        try (Loopback server = Loopback.open(ListenerTest::sayBye)) {
            assertThat(server.listener.isAlive()).isTrue();
            assertThat(Daemon.running()).extracting(Daemon::name).contains("test-accept", "test-reaper");
            server.listener.drain(LONG);
            assertThat(server.listener.isAlive()).isFalse();
        }
    }

    @Test
    void whoever_counts_and_fails_costs_no_place_and_stops_no_listener() throws Exception {
        ListenerEvents failing = new ListenerEvents() {
            @Override
            public void opened() {
                throw new IllegalStateException("a defect");
            }
        };
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Limits one = Loopback.QUICK.withConnections(1, 1);
        try (Listener listener = Listener.open(
                "test", anyPort, new Encryption.None(), one, new Loopback.Talk(ListenerTest::sayBye), failing)) {
            for (int i = 0; i < 3; i++) {
                try (Socket client = new Socket(
                        listener.address().getAddress(), listener.address().getPort())) {
                    client.setSoTimeout(10_000);
                    assertThat(Loopback.rest(client)).isEmpty(); // and not "busy"
                }
                await().until(() -> listener.connections() == 0);
            }
            assertThat(listener.isAlive()).isTrue();
        }
    }

    @Test
    void an_error_in_a_conversation_is_logged_with_its_session() throws Exception {
        Loopback.Conversation broken = _ -> {
            throw new LinkageError("a class is missing");
        };
        try (RecordedLog log = RecordedLog.open();
                Loopback server = Loopback.open(broken)) {
            assertThat(server.say("")).isEmpty();
            await().until(() -> log.lines().stream().anyMatch(line -> line.startsWith("ERROR failed listener=test session=")));
        }
    }

    private static void sayBye(Connection connection) throws IOException {
        try {
            connection.readLine(100);
            connection.send("bye");
        } catch (TimedOutException e) {
            connection.send(connection.draining() ? "stopping" : "too slow");
        }
    }
}
