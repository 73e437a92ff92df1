package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands faster than they are answered. */
@ExtendWith(Besieged.class)
class CommandFloodTest {

    private static final int PEERS = 4;
    private static final int BATCH = 500;
    private static final Duration LONG = Siege.FULL ? Duration.ofMinutes(2) : Duration.ofSeconds(2);

    @Test
    void before_login_ends_with_the_octets_that_are_free(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (LineClient imap = siege.connections().imaps("persons", Optional.empty());
                    LineClient smtp = siege.connections().submissions("persons", Optional.empty())) {
                assertThat(imap.pour("a NOOP\r\n".repeat(10_000), 100)).startsWith("* BYE [TOOBIG]");
                assertThat(smtp.pour("NOOP\r\n".repeat(10_000), 100))
                        .startsWith("421 4.7.0"); // 500 commands come first
            }
        });
    }

    @Test
    void of_several_sessions_after_login_takes_nobody_else_his_turn(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (ExecutorService peers = Executors.newFixedThreadPool(PEERS)) {
                List<Future<?>> floods = new ArrayList<>();
                for (int n = 0; n < PEERS; n++) {
                    floods.add(peers.submit(() -> flood(siege)));
                }
                for (Future<?> flood : floods) {
                    flood.get();
                }
            }
        });
    }

    @Test
    void in_submission_ends_at_a_number(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (LineClient smtp = siege.sender(People.MARIE)) {
                assertThat(smtp.pour("NOOP\r\n".repeat(10_000), 100)).startsWith("421 4.7.0");
            }
        });
    }

    /** Always has more commands on the way than were answered. */
    private static Void flood(Siege siege) throws Exception {
        String batch = "a NOOP\r\n".repeat(BATCH);
        try (LineClient imap = siege.inbox(People.MARIE)) {
            imap.sendOctets(batch);
            long end = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < end) {
                imap.sendOctets(batch);
                for (int n = 0; n < BATCH; n++) {
                    assertThat(imap.tagged("a")).startsWith("OK");
                }
            }
        }
        return null;
    }
}
