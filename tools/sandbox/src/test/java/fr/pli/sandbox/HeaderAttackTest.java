package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the holder of a BAL may send and store within all limits, and have computed by many sessions at once. */
@ExtendWith(Besieged.class)
class HeaderAttackTest {

    private static final int SESSIONS = 30;
    private static final int SORTING = 8;
    private static final int FLAGGING = 25;
    private static final int SELECTING = 8;

    @Test
    void blanks_in_a_list_of_codes_take_nobody_else_his_turn(Siege siege) throws Exception {
        String blanks = ("\t".repeat(900) + "\r\n").repeat(17) + "\t".repeat(700);
        String message = "From: <" + People.MARIE.bal() + ">\r\nX-MSS-CODECDA: a\r\n" + blanks + "b\r\n\r\nx\r\n";
        siege.withstands(() -> together(SESSIONS, () -> {
            try (LineClient sender = siege.sender(People.MARIE)) {
                for (int n = 0; n < 3; n++) {
                    sender.smtp("MAIL FROM:<" + People.MARIE.bal() + ">");
                    sender.smtp("RCPT TO:<" + People.JEANNE.bal() + ">");
                    assertThat(sender.data(message.getBytes(StandardCharsets.ISO_8859_1)))
                            .matches("250 .*|[45]\\d\\d .*");
                }
            }
        }));
        try (Specimen _ = Specimen.appended(siege, "Subject: x\r\n\r\nx\r\n")) {
            // takes what was delivered away
        }
    }

    @Test
    void subjects_of_words_that_do_not_end_are_sorted_in_turns(Siege siege) throws Exception {
        String subject = "Subject:" + "\r\n =?zzz?q? =?utf-8?q? =?utf-8?b?".repeat(1_750);
        try (Specimen _ = Specimen.appended(siege, subject + "\r\n\r\nx\r\n")) {
            multiply(siege, 10);
            siege.withstands(() -> together(SORTING, () -> {
                try (LineClient client = siege.inbox(People.JEANNE)) {
                    assertThat(client.imap("s", "SORT (SUBJECT) UTF-8 ALL")).matches("OK .*|NO \\[LIMIT] .*");
                    assertThat(client.imap("t", "SEARCH SUBJECT bomb")).matches("OK .*|NO \\[LIMIT] .*");
                }
            }));
        }
    }

    @Test
    void keywords_beyond_the_limit_are_refused_and_fill_no_memory(Siege siege) throws Exception {
        try (Specimen _ = Specimen.appended(siege, "Subject: x\r\n\r\nx\r\n")) {
            multiply(siege, 9);
            siege.withstands(() -> {
                try (LineClient client = siege.inbox(People.JEANNE)) {
                    for (int n = 0; n < FLAGGING; n++) {
                        String words = words(n * 64, 64);
                        assertThat(client.imap("k", "STORE 1:400 +FLAGS.SILENT (" + words + ")"))
                                .matches(n == 0 ? "OK .*" : "NO \\[LIMIT] .*");
                    }
                }
                together(SELECTING, () -> siege.inbox(People.JEANNE).close());
            });
        }
    }

    @Test
    void descriptions_that_nobody_reads_are_not_in_memory(Siege siege) throws Exception {
        String address = "Jean-Paul =?utf-8?q?Dupr=C3=A9?= <jean-paul@hopital.mssante.fr>";
        StringBuilder header = new StringBuilder();
        for (String field : List.of("From", "Sender", "Reply-To", "To", "Cc", "Bcc")) {
            header.append(field).append(": ").append(address);
            header.append((",\r\n " + address).repeat(58_000 / (address.length() + 2)))
                    .append("\r\n");
        }
        try (Specimen _ = Specimen.appended(siege, header + "\r\nx\r\n")) {
            multiply(siege, 9);
            List<LineClient> deaf = new ArrayList<>();
            siege.withstands(() -> {
                for (int n = 0; n < SESSIONS; n++) {
                    LineClient client = siege.inbox(People.JEANNE);
                    deaf.add(client);
                    client.sendOctets("a FETCH 1:400 (ENVELOPE BODYSTRUCTURE)\r\n");
                }
                for (LineClient client : deaf) {
                    assertThat(client.read()).contains("FETCH (ENVELOPE (");
                }
            });
            for (LineClient client : deaf) {
                client.close();
            }
        }
    }

    private static String words(int from, int count) {
        StringBuilder words = new StringBuilder();
        for (int n = from; n < from + count; n++) {
            words.append(words.isEmpty() ? "" : " ").append("bomb-").append(n);
        }
        return words.toString();
    }

    /** Copies Jeanne's INBOX into itself. */
    private static void multiply(Siege siege, int doublings) throws IOException {
        try (LineClient client = siege.inbox(People.JEANNE)) {
            for (int n = 0; n < doublings; n++) {
                assertThat(client.imap("c", "COPY 1:* INBOX")).startsWith("OK");
            }
        }
    }

    private static void together(int peers, Siege.Attack attack) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(peers)) {
            List<Future<?>> all = new ArrayList<>();
            for (int n = 0; n < peers; n++) {
                all.add(threads.submit(() -> {
                    attack.run();
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}
