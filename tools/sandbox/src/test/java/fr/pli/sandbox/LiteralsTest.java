package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Literals that promise 10 GB, that wait to be invited and that do not (RFC 7888), and more of them than any command needs. */
@ExtendWith(Besieged.class)
class LiteralsTest {

    private static final String TEN_GB = "10000000000";
    private static final int APPENDS = Siege.FULL ? 40 : 10;
    private static final int MIB = 1 << 20;

    @Test
    void of_10_gb_before_login(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (LineClient waits = siege.connections().imaps("persons", Optional.empty());
                    LineClient comes = siege.connections().imaps("persons", Optional.empty())) {
                assertThat(waits.imap("a", "LOGIN {" + TEN_GB + "}")).startsWith("NO [CANNOT]");
                comes.send("a LOGIN {" + TEN_GB + "+}");
                assertThat(comes.pour("x".repeat(MIB), 16)).startsWith("* BYE [TOOBIG]");
            }
        });
    }

    @Test
    void of_10_gb_after_login(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (LineClient waits = siege.reader(People.MARIE);
                    LineClient comes = siege.reader(People.MARIE)) {
                assertThat(waits.imap("a", "APPEND INBOX {" + TEN_GB + "}")).startsWith("NO [TOOBIG]");
                assertThat(waits.imap("b", "CREATE {" + TEN_GB + "}")).startsWith("BAD the literal is too large");
                assertThat(waits.imap("c", "NOOP")).startsWith("OK");
                comes.send("a APPEND INBOX {" + TEN_GB + "+}");
                assertThat(comes.pour("x".repeat(MIB), 16)).startsWith("* BYE [TOOBIG]");
            }
        });
    }

    @Test
    void in_great_number(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (LineClient client = siege.inbox(People.MARIE)) {
                String many = " OR SUBJECT {1+}\r\nx".repeat(100_000);
                client.send("a SEARCH" + many + " ALL");
                assertThat(client.tagged("a")).startsWith("BAD");
                assertThat(client.imap("b", "NOOP")).startsWith("OK");
            }
        });
    }

    @Test
    void that_stop_one_octet_before_their_end(Siege siege) throws Exception {
        List<LineClient> clients = new ArrayList<>();
        String most = "x".repeat(25 * MIB - 1);
        siege.withstands(() -> {
            for (int n = 0; n < APPENDS; n++) {
                LineClient client = siege.reader(People.MARIE);
                clients.add(client);
                assertThat(client.imap("a", "APPEND INBOX {" + 25 * MIB + "}")).startsWith("+");
                client.sendOctets(most);
            }
        });
        for (LineClient client : clients) {
            client.close();
        }
    }
}
