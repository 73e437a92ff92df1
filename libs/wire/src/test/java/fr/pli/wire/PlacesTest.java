package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import org.junit.jupiter.api.Test;

/** The doors of a node have their places together: who fills one door fills no other beside it. */
class PlacesTest {

    private static final Loopback.Conversation SILENCE = connection -> connection.readLine(100);

    @Test
    void in_all_are_those_of_all_listeners_together() throws Exception {
        Places places = new Places(1, 10);
        try (Loopback one = Loopback.sharing(places, SILENCE);
                Loopback other = Loopback.sharing(places, SILENCE)) {
            try (Socket _ = one.connect()) {
                await().until(() -> one.listener.connections() == 1);
                assertThat(other.say("")).isEqualTo("* BYE busy\r\n");
            }
            await().until(() -> one.listener.connections() == 0);
            assertThat(other.say("x\r\n")).isEmpty();
        }
    }

    @Test
    void of_an_address_are_those_at_all_listeners_together() throws Exception {
        Places places = new Places(10, 1);
        try (Loopback one = Loopback.sharing(places, SILENCE);
                Loopback other = Loopback.sharing(places, SILENCE);
                Socket _ = one.connect()) {
            await().until(() -> other.say("").equals("* BYE busy\r\n"));
        }
    }
}
