package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many clients that wait: {@code mvn -Dpli.idle.connections=2000}; few in a plain build. Both sides are in this process. */
class IdleConnectionsTest {

    private static final int CONNECTIONS = Integer.getInteger("pli.idle.connections", 300);

    @Test
    void idle_connections_give_their_buffers_back_and_are_all_served() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (Loopback server = Loopback.open(IdleConnectionsTest::greetAndMirror)) {
            long before = heapInUse();
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(server.connect());
            }
            for (Socket client : clients) {
                assertThat(ask(client, "x".repeat(1000))).hasSize(1002);
            }
            assertThat(server.listener.connections()).isEqualTo(CONNECTIONS);
            assertThat((heapInUse() - before) / CONNECTIONS)
                    .as("octets of heap a connection")
                    .isLessThan(12 * 1024);
            assertThat(ask(clients.getFirst(), "still there")).isEqualTo("still there\r\n");

            server.listener.drain(Duration.ofSeconds(30));
            await().until(() -> server.listener.connections() == 0);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static void greetAndMirror(Connection connection) throws IOException {
        while (true) {
            connection.output().write(connection.readLine(1000));
            connection.send("");
            connection.flush();
        }
    }

    private static String ask(Socket client, String line) throws IOException {
        Loopback.say(client, line + "\r\n");
        return new String(client.getInputStream().readNBytes(line.length() + 2), StandardCharsets.US_ASCII);
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
