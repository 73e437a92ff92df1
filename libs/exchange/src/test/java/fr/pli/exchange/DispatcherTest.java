package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.ListeBlanche;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DispatcherTest {

    @TempDir
    private Path folder;

    private final AtomicInteger relayed = new AtomicInteger();
    private final AtomicInteger deferred = new AtomicInteger();
    private final RelayListener listener = new RelayListener() {
        @Override
        public void relayed() {
            relayed.incrementAndGet();
        }

        @Override
        public void deferred() {
            deferred.incrementAndGet();
        }
    };
    private ScriptedPeer server;
    private Outgoing out;

    @BeforeEach
    void open() throws Exception {
        Optional<ListeBlanche> list = Optional.of(Space.list(Outgoing.TO));
        server = new ScriptedPeer(Space.tls(Space.PEER));
        out = new Outgoing(folder, server, () -> list);
    }

    @AfterEach
    void close() throws Exception {
        out.close();
        server.close();
    }

    @Test
    void what_waits_when_it_starts_and_what_comes_later_is_sent() throws Exception {
        out.put("FAILURE");
        try (Dispatcher dispatcher = out.dispatcher(listener)) {
            await().until(() -> relayed.get() == 1);
            out.put("FAILURE");
            dispatcher.wake();
            await().until(() -> relayed.get() == 2);
        }
        assertThat(server.messages()).hasSize(2);
        assertThat(out.waiting()).isEmpty();
    }

    @Test
    void what_was_put_off_is_sent_when_an_administrator_says_so() throws Exception {
        server.on("RCPT", "451 4.3.0 later");
        out.put("FAILURE");
        try (Dispatcher dispatcher = out.dispatcher(listener)) {
            await().until(() -> deferred.get() == 1);
            server.on("RCPT", "250 ok");
            assertThat(dispatcher.retry(Outgoing.TO)).isEqualTo(1);
            await().until(() -> relayed.get() == 1);
        }
    }

    @Test
    void what_is_given_up_goes_back_to_its_sender() throws Exception {
        server.on("RCPT", "451 4.3.0 later");
        out.put("FAILURE");
        try (Dispatcher dispatcher = out.dispatcher(listener)) {
            await().until(() -> deferred.get() == 1);
            assertThat(dispatcher.giveUp(Outgoing.TO)).isEqualTo(1);
            await().until(() -> out.waiting().isEmpty());
        }
    }

    @Test
    void several_couriers_of_several_nodes_send_each_message_of_a_domain_once() throws Exception {
        for (int i = 0; i < 250; i++) {
            out.put(Optional.of("a@" + Outgoing.FROM), "FAILURE", "", "Bonjour " + i + "\r\n");
        }
        try (Dispatcher _ = out.dispatcher(listener);
                Dispatcher _ = out.dispatcher(listener)) {
            await().until(() -> relayed.get() == 250);
        }
        assertThat(server.messages()).hasSize(250).doesNotHaveDuplicates();
        assertThat(server.commands()).filteredOn("STARTTLS"::equals).hasSizeGreaterThan(1);
        assertThat(out.waiting()).isEmpty();
    }
}
