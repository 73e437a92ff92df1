package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who has not logged in keeps his connection for so long and no longer: words buy no time. */
class LoginTimeTest {

    private static final Duration TO_LOG_IN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** So long that a slow machine comes to AUTH within it. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(3);

    @ParameterizedTest
    @EnumSource
    void a_client_that_talks_and_neither_logs_in_nor_sends_is_sent_away(SmtpSettings.Role role) throws IOException {
        try (SmtpHouse house = new SmtpHouse();
                TestClient client =
                        new TestClient(house.open(settings(role, TO_LOG_IN)).address())) {
            String answer = client.say("EHLO client.test");
            while (answer.startsWith("250 ")) {
                answer = client.say("NOOP");
            }
            assertThat(answer).startsWith("421 4.4.2 Delai depasse");
        }
    }

    @Test
    void a_client_that_is_silent_in_the_midst_of_auth_is_sent_away() throws IOException {
        try (SmtpHouse house = new SmtpHouse();
                TestClient client = new TestClient(house.open(settings(SmtpSettings.Role.SUBMISSION, TO_BEGIN))
                        .address())) {
            client.say("EHLO client.test");
            assertThat(client.say("AUTH XOAUTH2")).startsWith("334 ");
            assertThat(client.reply()).startsWith("421 4.4.2 Delai depasse");
        }
    }

    private static SmtpSettings settings(SmtpSettings.Role role, Duration login) {
        return new SmtpSettings(
                "smtp.pli.test",
                role,
                "?",
                false,
                new SmtpSettings.Limits(10, 10, 1_000_000, login, PATIENCE, PATIENCE, PATIENCE));
    }
}
