package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten thousand wildcards in one pattern and ten thousand patterns in one LIST, over names that are as long as may be. */
@ExtendWith(Besieged.class)
class ListAttackTest {

    private static final int MAILBOXES = 100;

    @Test
    void wildcards_without_end(Siege siege) throws Exception {
        try (LineClient client = siege.reader(People.YOUSSEF)) {
            for (int n = 0; n < MAILBOXES; n++) {
                assertThat(client.imap("c", "CREATE " + "a".repeat(150) + n)).startsWith("OK");
            }
            siege.withstands(() -> {
                assertThat(client.imap("l", "LIST \"\" \"" + "*a".repeat(10_000) + "b\""))
                        .startsWith("BAD a pattern has at most 500");
                for (int n = 0; n < 100; n++) {
                    assertThat(client.imap("l", "LIST \"\" \"" + "*a".repeat(240) + "b\""))
                            .startsWith("OK");
                }
                assertThat(client.imap("l", "LIST \"\" (" + "*a*b ".repeat(10_000) + "x)"))
                        .matches("(OK|BAD) .*");
            });
            for (int n = 0; n < MAILBOXES; n++) {
                assertThat(client.imap("d", "DELETE " + "a".repeat(150) + n)).startsWith("OK");
            }
        }
    }
}
