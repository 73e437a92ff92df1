package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.Requirement;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionLengthTest {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    @Requirement("SEED-13")
    void a_session_past_its_length_ends_between_two_messages() throws IOException {
        SmtpSettings settings = new SmtpSettings(
                "mx.pli.test",
                SmtpSettings.Role.EXCHANGE,
                "?",
                true,
                new SmtpSettings.Limits(10, 10, 1_000_000, PATIENCE, PATIENCE, PATIENCE, LONGEST));
        try (SmtpHouse house = new SmtpHouse();
                TestClient client = new TestClient(house.open(settings).address())) {
            client.say("EHLO client.test");
            assertThat(client.say("MAIL FROM:<a@medecin.pli.mssante.fr>")).startsWith("250 ");
            long end = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() < end) {
                assertThat(client.say("NOOP")).startsWith("250 ");
            }
            assertThat(client.say("RSET")).startsWith("250 ");
            assertThat(client.reply()).startsWith("421 4.7.0 Session trop longue");
            assertThat(client.reply()).isEqualTo("closed");
        }
    }
}
