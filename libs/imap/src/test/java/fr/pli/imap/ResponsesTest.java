package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often it is asked whether the client may be shown more. */
class ResponsesTest {

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger asked = new AtomicInteger();
    private final ByteArrayOutputStream client = new ByteArrayOutputStream();
    private final Responses out = new Responses(client, () -> {
        asked.incrementAndGet();
        return open.get();
    });

    @Test
    void the_first_response_after_a_flush_asks_and_those_of_its_burst_do_not() throws IOException {
        for (int burst = 1; burst <= 3; burst++) {
            for (int n = 0; n < 100; n++) {
                out.untagged("OK");
            }
            assertThat(asked).hasValue(burst);
            out.flush();
        }
    }

    @Test
    void a_long_burst_asks_again_after_each_64_kib_however_they_are_written() throws IOException {
        for (int n = 0; n < 4; n++) {
            out.untagged("x".repeat(32 * 1024));
        }
        assertThat(asked).hasValue(2);
        out.octets().write(new byte[32 * 1024]);
        open.set(false);
        int shown = client.size();
        assertThatThrownBy(() -> out.untagged("OK")).isInstanceOf(SessionOverException.class);
        assertThat(client.size()).isEqualTo(shown);
    }

    @Test
    void after_a_flush_whoever_has_lost_his_access_is_shown_nothing() throws IOException {
        out.untagged("OK");
        out.flush();
        open.set(false);
        assertThatThrownBy(() -> out.untagged("EXISTS")).isInstanceOf(SessionOverException.class);
        out.bye("au revoir");
        assertThat(client.toString(StandardCharsets.US_ASCII)).isEqualTo("* OK\r\n* BYE au revoir\r\n");
    }
}
