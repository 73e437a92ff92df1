package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.exchange.Dispatcher;
import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mss.MssAddress;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.store.Acceptance;
import fr.pli.store.Delivery;
import fr.pli.store.Envelope;
import fr.pli.store.Queue;
import fr.pli.store.Recipient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits for servers that are dead keeps nobody else waiting. */
class DeadPeersTest {

    private static final House HOUSE = House.only();
    private static final MssAddress PAUL = People.bal("paul.durand");

    @AfterEach
    void giveUp() {
        Queue queue = HOUSE.bean(Queue.class);
        for (int i = 1; i <= Neighbourhood.DEAD; i++) {
            queue.giveUp("mort" + i + ".mssante.fr");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> waitingForTheDead() == 0);
    }

    @Test
    void ten_thousand_recipients_at_fifty_dead_servers_do_not_slow_a_living_one() throws Exception {
        for (int mail = 0; mail < 20; mail++) {
            take(IntStream.range(0, 500)
                    .mapToObj(i -> "x" + i + "@mort" + (i % Neighbourhood.DEAD + 1) + ".mssante.fr")
                    .toList());
        }
        await().until(() -> waitingForTheDead() == 10_000);

        String mark = UUID.randomUUID().toString();
        for (int i = 0; i < 50; i++) {
            take(List.of(mark + i + "@voisin.mssante.fr"));
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> arrived(mark) == 50);
        assertThat(waitingForTheDead()).isEqualTo(10_000);
        assertThat(HOUSE.neighbourhood().neighbour().connections())
                .as("one connection serves many messages")
                .isLessThan(50);
    }

    private static long arrived(String mark) {
        return HOUSE.neighbourhood().neighbour().taken().stream()
                .filter(taken -> taken.commands().toString().contains(mark))
                .count();
    }

    private static int waitingForTheDead() throws Exception {
        return Integer.parseInt(HOUSE.ask("SELECT count(*) FROM queue WHERE domain LIKE 'mort%'")
                .getFirst());
    }

    private static void take(List<String> to) throws Exception {
        List<Recipient> recipients = to.stream()
                .<Recipient>map(address ->
                        new Recipient.Remote(MssAddress.parse(address), Optional.of("NEVER"), Optional.empty()))
                .toList();
        try (ContentWriter writer = new ContentWriter(new Spool(Path.of("target")))) {
            writer.write(("From: " + PAUL + "\r\n\r\nbonjour\r\n").getBytes(StandardCharsets.UTF_8));
            try (Content content = writer.finish()) {
                HOUSE.bean(Acceptance.class)
                        .take(new Delivery(
                                Envelope.of(PAUL, recipients),
                                content,
                                Optional.empty(),
                                AuditEntry.done(new Actor("test", "dead"), "message-accepted", PAUL.toString())));
            }
        }
        HOUSE.bean(Dispatcher.class).wake();
    }
}
