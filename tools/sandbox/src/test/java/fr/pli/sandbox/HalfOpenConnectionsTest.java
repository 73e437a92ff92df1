package fr.pli.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that stop: after TCP, in the midst of the client's hello, and after it when the server has answered. */
@ExtendWith(Besieged.class)
class HalfOpenConnectionsTest {

    private static final int EACH_KIND = Siege.FULL ? 3_400 : 700;
    private static final Duration CUT = Siege.TO_LOG_IN.plusSeconds(15);

    @Test
    void are_cut_off_when_their_time_is_over(Siege siege) throws Exception {
        int port = siege.sandbox().operator().port("persons.imaps");
        byte[] hello = Crowd.hello(siege.connections().context(Optional.empty()).createSSLEngine());
        siege.withstands(() -> {
            try (Crowd crowd = new Crowd()) {
                crowd.come(port, EACH_KIND, new byte[0]);
                crowd.come(port, EACH_KIND, Arrays.copyOf(hello, hello.length / 2));
                crowd.come(port, EACH_KIND, hello);
                crowd.awaitClosed(CUT);
            }
        });
    }
}
