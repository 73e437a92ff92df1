package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one holder may do to his own BAL by many messages and many sessions, within all limits. */
@ExtendWith(Besieged.class)
class OneHolderTest {

    private static final int STORING = 24;
    /** Doublings of one message; the size of the whole is bounded by what a BAL may hold. */
    private static final int DOUBLINGS = Siege.FULL ? 20 : 12;

    @Test
    void copies_of_a_mailbox_into_itself_end_at_what_a_bal_may_hold(Siege siege) throws Exception {
        try (Specimen _ = Specimen.appended(siege, "Subject: x\r\n\r\nx\r\n")) {
            siege.withstands(() -> {
                try (LineClient client = siege.inbox(People.JEANNE)) {
                    for (int n = 0; n < DOUBLINGS; n++) {
                        assertThat(client.imap("c", "COPY 1:* INBOX")).matches("OK .*|NO \\[(LIMIT|OVERQUOTA)] .*");
                    }
                    assertThat(client.imap("n", "NOOP")).startsWith("OK");
                }
                siege.inbox(People.JEANNE).close();
            });
        }
    }

    @Test
    void sessions_that_change_one_mailbox_at_once_hold_up_nobody_else(Siege siege) throws Exception {
        try (Specimen _ = Specimen.appended(siege, "Subject: x\r\n\r\nx\r\n")) {
            try (LineClient client = siege.inbox(People.JEANNE)) {
                for (int n = 0; n < 10; n++) {
                    assertThat(client.imap("c", "COPY 1:* INBOX")).startsWith("OK");
                }
            }
            siege.withstands(() -> together(siege));
        }
    }

    private static void together(Siege siege) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(STORING)) {
            List<Future<?>> all = new ArrayList<>();
            for (int n = 0; n < STORING; n++) {
                String sign = n % 2 == 0 ? "+" : "-";
                all.add(threads.submit(() -> {
                    try (LineClient client = siege.inbox(People.JEANNE)) {
                        assertThat(client.imap("s", "STORE 1:* " + sign + "FLAGS.SILENT (\\Flagged)"))
                                .startsWith("OK");
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}
