package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lines without end: before and after login, in IMAP and in SMTP, each ends at its limit with a word. */
@ExtendWith(Besieged.class)
class EndlessLinesTest {

    private static final int MIB = Siege.FULL ? 256 : 16;

    @Test
    void before_login(Siege siege) throws Exception {
        siege.withstands(() -> {
            for (String kind : new String[] {"persons", "applications"}) {
                try (LineClient imap = siege.connections().imaps(kind, Optional.empty());
                        LineClient smtp = siege.connections().submissions(kind, Optional.empty())) {
                    assertThat(pour(imap)).startsWith("* BYE [TOOBIG]");
                    assertThat(pour(smtp)).startsWith("500 5.5.6");
                }
            }
        });
    }

    @Test
    void before_tls(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (LineClient imap = siege.connections().clear("persons.imap");
                    LineClient smtp = siege.connections().clear("persons.submission")) {
                imap.read();
                smtp.read();
                assertThat(pour(imap)).startsWith("* BYE [TOOBIG]");
                assertThat(pour(smtp)).startsWith("500 5.5.6");
            }
        });
    }

    @Test
    void after_login(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (LineClient imap = siege.inbox(People.MARIE);
                    LineClient smtp = siege.sender(People.MARIE)) {
                assertThat(pour(imap)).startsWith("* BYE [TOOBIG]");
                assertThat(pour(smtp)).startsWith("500 5.5.2");
            }
        });
    }

    /** Sends one line until the server has had enough, and returns what it said then. */
    private static String pour(LineClient client) throws IOException {
        return client.pour("x".repeat(1 << 20), MIB);
    }
}
