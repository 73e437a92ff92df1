package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages built to break whoever parses them: through submission, and read back in every way. */
@ExtendWith(Besieged.class)
class HostileMessagesTest {

    private static final String FROM = "From: <" + People.MARIE.bal() + ">\r\n";

    @Test
    void a_million_header_fields(Siege siege) throws Exception {
        play(siege, FROM + "X-A: b\r\n".repeat(1_000_000) + "\r\nx\r\n");
    }

    @Test
    void a_header_of_10_mb(Siege siege) throws Exception {
        play(siege, FROM + "Subject: " + "bomb ".repeat(2_000_000) + "\r\n\r\nx\r\n");
    }

    @Test
    void a_header_of_10_mb_in_folds(Siege siege) throws Exception {
        play(siege, FROM + "To: a" + ",\r\n <a@b>".repeat(1_000_000) + "\r\n\r\nx\r\n");
    }

    @Test
    void encoded_words_of_10_mb(Siege siege) throws Exception {
        play(siege, FROM + "Subject:" + "\r\n =?utf-8?q?=C3?=".repeat(500_000) + "\r\n\r\nx\r\n");
    }

    @Test
    void multiparts_10_000_deep(Siege siege) throws Exception {
        StringBuilder message = new StringBuilder(FROM + "MIME-Version: 1.0\r\n");
        for (int n = 0; n < 10_000; n++) {
            message.append("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(n, n));
        }
        play(siege, message + "\r\nbomb\r\n");
    }

    @Test
    void messages_10_000_deep(Siege siege) throws Exception {
        play(siege, (FROM + "Content-Type: message/rfc822\r\n\r\n").repeat(10_000) + "\r\nbomb\r\n");
    }

    @Test
    void parts_in_great_number(Siege siege) throws Exception {
        play(siege, FROM + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\n\r\n".repeat(500_000));
    }

    @Test
    void parameters_in_great_number(Siege siege) throws Exception {
        StringBuilder message = new StringBuilder(FROM + "Content-Type: text/plain");
        for (int n = 0; n < 200_000; n++) {
            message.append(";\r\n name*").append(n).append("*=%FF");
        }
        play(siege, message + "\r\n\r\nx\r\n");
    }

    @Test
    void octets_that_are_no_text_anywhere(Siege siege) throws Exception {
        String bad = "\u00ff\u00c3\u00c0\u0080\u0001\u001b";
        play(
                siege,
                FROM + "Subject: " + bad + "\r\nTo: " + bad + " <" + bad + "@" + bad + ">\r\n" + bad + ": x\r\nDate: "
                        + bad
                        + "\r\nContent-Type: text/" + bad + "; charset=" + bad + "; name=\"" + bad
                        + "\"\r\nContent-Transfer-Encoding: " + bad + "\r\n\r\n" + bad + "\r\n");
    }

    @Test
    void nul_is_refused_by_submission_and_read_back_where_software_stored_it(Siege siege) throws Exception {
        String message = FROM + "Subject: \0bomb\0\r\n\0: \0\r\n\r\n\0bomb\r\n";
        siege.withstands(() -> {
            assertThat(Specimen.submit(siege, message)).startsWith("550 5.6.11");
            try (Specimen specimen = Specimen.appended(siege, message)) {
                specimen.isLookedAt();
            }
        });
    }

    /** Submission takes it or says why not; stored, it can be looked at. */
    private static void play(Siege siege, String message) throws Exception {
        siege.withstands(() -> {
            assertThat(Specimen.submit(siege, message)).matches("250 .*|55\\d 5\\.[367]\\..*");
            try (Specimen specimen = Specimen.appended(siege, message)) {
                specimen.isLookedAt();
            }
        });
    }
}
