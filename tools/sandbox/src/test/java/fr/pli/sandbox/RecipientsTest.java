package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A million recipients: as many as are allowed pass, and no more. */
@ExtendWith(Besieged.class)
class RecipientsTest {

    private static final int ALLOWED = 500;
    private static final String RCPT = "RCPT TO:<" + People.MARIE.bal() + ">\r\n";

    @Test
    void as_many_as_are_allowed_pass(Siege siege) throws Exception {
        try (LineClient client = siege.sender(People.MARIE)) {
            client.smtp("MAIL FROM:<" + People.MARIE.bal() + ">");
            client.sendOctets(RCPT.repeat(ALLOWED));
            for (int n = 0; n < ALLOWED; n++) {
                assertThat(client.smtpReply()).startsWith("250");
            }
            assertThat(client.smtp(RCPT.strip())).startsWith("452 4.5.3");
            byte[] mail = ("From: <" + People.MARIE.bal() + ">\r\n\r\nx\r\n").getBytes(StandardCharsets.US_ASCII);
            assertThat(client.data(mail)).startsWith("250");
        }
    }

    @Test
    void a_million_end_the_connection(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (LineClient client = siege.sender(People.MARIE)) {
                client.smtp("MAIL FROM:<" + People.MARIE.bal() + ">");
                assertThat(client.pour(RCPT.repeat(1000), 1000)).startsWith("421 4.7.0");
            }
        });
    }
}
