package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Questions that cost more to answer than to ask, of a mailbox with many messages. */
@ExtendWith(Besieged.class)
class SearchAttackTest {

    private static final int DOUBLINGS = Siege.FULL ? 16 : 12;
    private static final int PEERS = 4;
    private static final String KEY = "OR (FLAGGED ANSWERED) (UNKEYWORD bomb UNDELETED) ";

    @Test
    void sequence_sets_and_nesting_have_limits(Siege siege) throws Exception {
        siege.withstands(() -> {
            try (LineClient client = siege.inbox(People.YOUSSEF)) {
                assertThat(client.imap("a", "SEARCH " + "1,".repeat(10_000) + "1"))
                        .startsWith("BAD at most 10000 ranges");
                assertThat(client.imap("b", "UID FETCH " + "1:*,".repeat(9_999) + "1 (UID)"))
                        .startsWith("OK");
                assertThat(client.imap("c", "SEARCH " + "NOT ".repeat(10_000) + "ALL"))
                        .startsWith("BAD at most 1000 conditions");
                assertThat(client.imap("d", "SEARCH " + "(".repeat(60_000))).startsWith("BAD at most 1000 conditions");
                assertThat(client.imap("e", "SEARCH " + "ALL ".repeat(10_000) + "ALL"))
                        .startsWith("BAD at most 1000 conditions");
            }
        });
    }

    @Test
    void many_conditions_for_many_messages_take_nobody_else_his_turn(Siege siege) throws Exception {
        fill(siege);
        String conditions = KEY.repeat(120) + "ALL";
        siege.withstands(() -> {
            try (ExecutorService peers = Executors.newFixedThreadPool(PEERS)) {
                List<Future<?>> asked = new ArrayList<>();
                for (int n = 0; n < PEERS; n++) {
                    asked.add(peers.submit(() -> ask(siege, "SEARCH " + conditions)));
                }
                for (Future<?> one : asked) {
                    one.get();
                }
            }
        });
    }

    @Test
    void all_items_of_many_messages_are_sent_as_they_are_read(Siege siege) throws Exception {
        fill(siege);
        siege.withstands(() -> {
            try (LineClient client = siege.inbox(People.YOUSSEF)) {
                assertThat(client.imap("a", "FETCH 1 (" + "BODY.PEEK[]<0.1> ".repeat(101) + "UID)"))
                        .startsWith("OK");
                StringBuilder items = new StringBuilder();
                for (int n = 0; n < 101; n++) {
                    items.append("BODY.PEEK[]<").append(n).append(".1> ");
                }
                assertThat(client.imap("b", "FETCH 1 (" + items + "UID)")).startsWith("BAD at most 100 items");
                items.setLength(0);
                for (int n = 0; n < 99; n++) {
                    items.append("BODY.PEEK[]<").append(n).append(".50> ");
                }
                assertThat(client.imapOctets("c", "FETCH 1:500 (" + items + "UID)"))
                        .startsWith("OK");
            }
        });
    }

    private static Void ask(Siege siege, String command) throws IOException {
        try (LineClient client = siege.inbox(People.YOUSSEF)) {
            assertThat(client.imap("s", command)).matches("OK .*|NO \\[LIMIT] .*");
        }
        return null;
    }

    /** Puts many messages into the mailbox, if they are not there yet, by copying it into itself. */
    private static void fill(Siege siege) throws IOException {
        try (LineClient client = siege.inbox(People.YOUSSEF)) {
            client.send("s SEARCH RETURN (COUNT) ALL");
            if (!client.read().endsWith("COUNT 0")) {
                return;
            }
            client.tagged("s");
            String mail = "Subject: x\r\n\r\n" + "x".repeat(200);
            assertThat(client.imap("a", "APPEND INBOX {" + mail.length() + "}")).startsWith("+");
            client.sendOctets(mail + "\r\n");
            assertThat(client.tagged("a")).startsWith("OK");
            for (int n = 0; n < DOUBLINGS; n++) {
                assertThat(client.imap("c", "COPY 1:* INBOX")).startsWith("OK");
            }
        }
    }
}
