package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One octet a minute: as many octets as it takes to never be silent for long, and never a login. */
@ExtendWith(Besieged.class)
class SlowLoginTest {

    private static final Duration BETWEEN_OCTETS = Duration.ofMillis(200);
    private static final Duration CUT = Siege.TO_LOG_IN.plusSeconds(10);

    @Test
    void is_cut_off_when_its_time_is_over(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (ExecutorService peers = Executors.newVirtualThreadPerTaskExecutor();
                    LineClient imap = siege.connections().imaps("persons", Optional.empty());
                    LineClient smtp = siege.connections().submissions("persons", Optional.empty());
                    LineClient talking = siege.connections().submissions("persons", Optional.empty())) {
                Future<?> slowImap = peers.submit(() -> trickle(imap, "a AUTHENTICATE XOAUTH2 dXNlcj0B"));
                Future<?> slowSmtp = peers.submit(() -> trickle(smtp, "AUTH XOAUTH2 dXNlcj0B"));
                Future<?> noop = peers.submit(() -> trickle(talking, "NOOP\r\n"));
                slowImap.get();
                slowSmtp.get();
                noop.get();
            }
        });
    }

    /** Says it an octet at a time, and again from its start, until the server closes. */
    private static Void trickle(LineClient client, String text) throws IOException {
        long begin = System.nanoTime();
        for (int n = 0; !client.closedWithin(BETWEEN_OCTETS); n++) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(CUT);
            client.sendOctets(text.substring(n % text.length(), n % text.length() + 1));
        }
        return null;
    }
}
