package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import org.junit.jupiter.api.Test;

/** The listeners of a node have their limits together: who fills one does not fill another beside it. */
class ConnectionLimitsTest {

    private static final Loopback.Conversation SILENCE = connection -> connection.readLine(100);

    @Test
    void the_limit_in_all_is_that_of_all_listeners_together() throws Exception {
        ConnectionLimits limits = new ConnectionLimits(1, 10);
        try (Loopback one = Loopback.sharing(limits, SILENCE);
                Loopback other = Loopback.sharing(limits, SILENCE)) {
            try (Socket _ = one.connect()) {
                await().until(() -> one.listener.connections() == 1);
                assertThat(other.say("")).isEqualTo("* BYE busy\r\n");
            }
            await().until(() -> one.listener.connections() == 0);
            assertThat(other.say("x\r\n")).isEmpty();
        }
    }

    @Test
    void the_limit_of_an_address_is_that_of_all_listeners_together() throws Exception {
        ConnectionLimits limits = new ConnectionLimits(10, 1);
        try (Loopback one = Loopback.sharing(limits, SILENCE);
                Loopback other = Loopback.sharing(limits, SILENCE);
                Socket _ = one.connect()) {
            await().until(() -> other.say("").equals("* BYE busy\r\n"));
        }
    }
}
