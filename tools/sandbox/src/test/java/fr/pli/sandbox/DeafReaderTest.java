package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that ask for gigabytes and never read them: what waits for them is not in memory. */
@ExtendWith(Besieged.class)
class DeafReaderTest {

    private static final int READERS = 40;
    private static final int MIB = 1 << 20;

    @Test
    void costs_next_to_nothing(Siege siege) throws Exception {
        String mail = "Subject: x\r\n\r\n" + "x".repeat(10 * MIB);
        try (Specimen _ = Specimen.appended(siege, mail)) {
            List<LineClient> deaf = new ArrayList<>();
            siege.withstands(() -> {
                for (int n = 0; n < READERS; n++) {
                    LineClient client = siege.inbox(People.JEANNE);
                    deaf.add(client);
                    client.sendOctets("a FETCH 1 (BODY.PEEK[])\r\n".repeat(100));
                }
                for (LineClient client : deaf) {
                    assertThat(client.read()).contains("FETCH (BODY[] {");
                }
            });
            for (LineClient client : deaf) {
                client.close();
            }
        }
    }
}
