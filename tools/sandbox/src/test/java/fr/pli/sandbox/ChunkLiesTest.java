package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** BDAT that says more than it has, and what was never offered (RFC 3030, RFC 4468). */
@ExtendWith(Besieged.class)
class ChunkLiesTest {

    @Test
    void chunk_of_10_gb_ends_the_connection(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (LineClient client = begun(siege)) {
                assertThat(client.smtp("BDAT 10000000000 LAST")).startsWith("552 5.3.4");
                assertThat(client.pour("x".repeat(1 << 20), 16)).isEmpty();
            }
        });
    }

    @Test
    void chunk_that_hides_commands_is_a_chunk(Siege siege) throws Exception {
        String hidden = "\r\n.\r\nMAIL FROM:<" + People.PAUL.bal() + ">\r\n";
        siege.withstands(() -> {
            try (LineClient client = begun(siege)) {
                client.sendOctets("BDAT " + hidden.length() + "\r\n" + hidden + "BDAT 0 LAST\r\n");
                assertThat(client.smtpReply()).startsWith("250");
                assertThat(client.smtpReply()).startsWith("550"); // no From in it
                assertThat(client.smtp("NOOP")).startsWith("250");
            }
        });
    }

    @Test
    void chunk_that_never_ends_leaves_nothing_behind(Siege siege) throws Exception {
        siege.withstands(() -> {
            for (int n = 0; n < 20; n++) {
                try (LineClient client = begun(siege)) {
                    client.sendOctets("BDAT 26000000 LAST\r\n" + "x".repeat(1 << 20));
                }
            }
        });
    }

    @Test
    void burl_is_not_offered_and_not_known(Siege siege) throws Exception {
        try (LineClient client = begun(siege)) {
            assertThat(client.smtp("BURL imap://localhost/INBOX/;uid=1 LAST")).startsWith("500");
        }
    }

    private static LineClient begun(Siege siege) throws Exception {
        LineClient client = siege.sender(People.MARIE);
        client.smtp("MAIL FROM:<" + People.MARIE.bal() + ">");
        client.smtp("RCPT TO:<" + People.MARIE.bal() + ">");
        return client;
    }
}
