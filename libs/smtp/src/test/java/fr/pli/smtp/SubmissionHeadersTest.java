package fr.pli.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.LongRun;
import fr.pli.mss.Pieces;
import fr.pli.mss.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionHeadersTest {

    private static final TraceFields TRACE = new TraceFields("Received: r\r\n", "Date: d\r\n", "Message-ID: m\r\n");

    private static final Pieces PIECES = Pieces.of(
            "Bcc: ",
            "bcc:",
            "Resent-Bcc\t:",
            "To: ",
            "Date:",
            "Message-ID: ",
            "X-MSS-INS: O",
            "x",
            ":",
            " ",
            "\t",
            "\r\n",
            "\r\n",
            "\r\n\r\n",
            "\r",
            "\n",
            "Bcc",
            "y".repeat(90));
    private static final Pattern LINES = Pattern.compile("(?<=\r\n)");

    @Test
    void received_goes_on_top_and_missing_fields_to_the_end_of_the_header() throws Exception {
        assertThat(treated("Subject: s\r\n\r\nbody\r\n"))
                .isEqualTo("Received: r\r\nSubject: s\r\nDate: d\r\nMessage-ID: m\r\n\r\nbody\r\n");
    }

    @Test
    @Requirement("ECO.2.2.5")
    @Requirement("ECO.2.4.1")
    @Requirement("ECO.2.4.2")
    @Requirement("ECO.2.4.3")
    void what_is_there_is_not_touched() throws Exception {
        String message = """
                X-MSS-CODECDA: 34112-3,
                 PRESC-BIO
                x-mss-ins:O
                X-MSS-NIL : DEV935997\s
                Reply-To:  labo@ch-a.mssante.fr
                date:\tyesterday
                MESSAGE-id: <a@b>
                Received: old
                Subject: =?utf-8?q?=C3=A9?=
                Subject: \u00c3\u00a9

                Bcc: body

                .
                """.replace("\n", "\r\n");
        assertThat(treated(message)).isEqualTo("Received: r\r\n" + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bcc: a@b\r\n",
                "BCC:a@b,\r\n c@d,\r\n\te@f\r\n",
                "bcc \t: a@b\r\n",
                "Resent-Bcc: a@b\r\n",
                "Bcc:\r\n",
                "Bcc: a\r\nbcc: b\r\n"
            })
    void blind_copies_stay_blind(String bcc) throws Exception {
        assertThat(treated("Date: x\r\nMessage-ID: x\r\n" + bcc + "To: t\r\n\r\nbody"))
                .isEqualTo("Received: r\r\nDate: x\r\nMessage-ID: x\r\nTo: t\r\n\r\nbody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Return-Path: <a@b>\r\n",
                "return-path :\r\n <a@b>\r\n",
                "Authentication-Results: mss.pli.fr; auth=pass\r\n",
                "AUTHENTICATION-RESULTS: (c) mss.pli.fr;\r\n\tauth=pass\r\n",
                "no field\r\nReturn-Path: <a@b>\r\nAuthentication-Results: mss.pli.fr; none\r\n"
            })
    void nobody_writes_what_a_server_that_delivers_writes(String fields) throws Exception {
        assertThat(treated("Date: x\r\nMessage-ID: x\r\n" + fields + "To: t\r\n\r\nReturn-Path: body"))
                .isEqualTo("Received: r\r\nDate: x\r\nMessage-ID: x\r\n"
                        + (fields.startsWith("no field") ? "no field\r\n" : "")
                        + "To: t\r\n\r\nReturn-Path: body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bccc: a\r\n", "X-Bcc: a\r\n", "Bcc\r\n", " Bcc: a\r\n", "To: x\r\n Bcc: a\r\n", "B cc: a\r\n"})
    void what_is_no_bcc_stays(String field) throws Exception {
        assertThat(treated(field + "\r\n")).isEqualTo("Received: r\r\n" + field + "Date: d\r\nMessage-ID: m\r\n\r\n");
    }

    @Test
    void a_line_that_is_no_field_ends_no_header() throws Exception {
        assertThat(treated("To: t\r\nno field\r\nBcc: a\r\n \r\nDate: x\r\n\r\nb"))
                .isEqualTo("Received: r\r\nTo: t\r\nno field\r\nDate: x\r\nMessage-ID: m\r\n\r\nb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Subject: s\r\n", "Subject: s", "Subject", "\r\n"})
    void a_message_may_end_anywhere(String message) throws Exception {
        String line = message.isEmpty() || message.endsWith("\r\n") ? message : message + "\r\n";
        assertThat(treated(message))
                .isEqualTo(
                        message.equals("\r\n")
                                ? "Received: r\r\nDate: d\r\nMessage-ID: m\r\n\r\n"
                                : "Received: r\r\n" + line + "Date: d\r\nMessage-ID: m\r\n");
    }

    @Test
    void a_header_without_end_passes_in_little_memory() throws Exception {
        CountingStream out = new CountingStream();
        SubmissionHeaders headers = new SubmissionHeaders(out, TRACE);
        byte[] block = "X".repeat(8192).getBytes(ISO_8859_1);
        for (int i = 0; i < 1000; i++) {
            headers.write(block, 0, block.length);
        }
        assertThat(out.count).isBetween(8192 * 999L, 8192 * 1001L);
        assertThat(out.largest).isLessThanOrEqualTo(8192 + 100);
    }

    @Property(tries = 3000)
    void the_output_is_the_input_without_bcc_and_with_what_was_missing(@ForAll long seed) throws IOException {
        check(seed);
    }

    @Test
    @Tag("fuzz")
    void the_output_is_the_input_for_long() throws IOException {
        LongRun.of("smtp header", SubmissionHeadersTest::check);
    }

    private static void check(long seed) throws IOException {
        String message = PIECES.text(seed, 40);
        assertThat(treated(message, seed)).as("seed %s", seed).isEqualTo(byTheBook(message));
    }

    /** The same, line by line, with the whole message at hand. */
    private static String byTheBook(String message) {
        int blank = ("\r\n" + message).indexOf("\r\n\r\n");
        String header = blank < 0 ? message : message.substring(0, blank);
        List<String> kept = new ArrayList<>();
        boolean dropped = false;
        boolean hasDate = false;
        boolean hasId = false;
        for (String line : LINES.split(header, -1)) {
            boolean continues = line.startsWith(" ") || line.startsWith("\t");
            int colon = line.indexOf(':');
            String name = continues || colon < 0
                    ? ""
                    : line.substring(0, colon).stripTrailing().toLowerCase(Locale.ROOT);
            dropped = continues ? dropped : name.equals("bcc") || name.equals("resent-bcc");
            hasDate |= name.equals("date");
            hasId |= name.equals("message-id");
            if (!dropped) {
                kept.add(line);
            }
        }
        String fields = String.join("", kept);
        boolean cut = blank < 0 && !fields.isEmpty() && !message.endsWith("\r\n") && !dropped;
        return "Received: r\r\n" + fields + (cut ? "\r\n" : "") + (hasDate ? "" : "Date: d\r\n")
                + (hasId ? "" : "Message-ID: m\r\n") + (blank < 0 ? "" : message.substring(blank));
    }

    private static String treated(String message) throws IOException {
        return treated(message, 1);
    }

    private static String treated(String message, long seed) throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SubmissionHeaders headers = new SubmissionHeaders(out, TRACE);
        byte[] octets = message.getBytes(ISO_8859_1);
        for (int at = 0; at < octets.length; ) {
            int length = Math.min(octets.length - at, 1 + random.nextInt(12));
            headers.write(octets, at, length);
            at += length;
        }
        headers.finish();
        return out.toString(ISO_8859_1);
    }
}
