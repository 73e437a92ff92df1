package fr.pli.mime;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A mail that the operator itself writes, as RFC 5322 and MIME have it: in ASCII, whatever language it is in, and marked so that no machine
 * answers it (RFC 3834).
 *
 * @param host whose postmaster writes
 * @param id the left part of its Message-ID
 * @param answers the Message-ID that it is about; empty if none
 */
public record SystemMail(String host, String id, String to, String subject, Instant date, String answers) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_LINE = 500;

    /** What somebody else wrote, fit for a field: ASCII in one line; empty if it is longer than a line may well be. */
    public static String oneLine(String text) {
        String line = text.replaceAll("[^ -~]", "?").strip();
        return line.length() <= LONGEST_LINE ? line : "";
    }

    /** How a header writes this moment. */
    public static String date(Instant moment) {
        return DATE.format(moment);
    }

    /**
     * The header, with an empty line after it.
     *
     * @param content the fields about the content, each with its line end
     */
    public String header(String content) {
        List<String> fields = new ArrayList<>(List.of(
                "From: Pli <postmaster@" + host + ">",
                "To: <" + to + ">",
                "Subject: " + encoded(subject),
                "Date: " + date(date),
                "Message-ID: <" + id + "@" + host + ">"));
        if (!answers.isEmpty()) {
            fields.add("In-Reply-To: " + answers);
            fields.add("References: " + answers);
        }
        fields.add("Auto-Submitted: auto-" + (answers.isEmpty() ? "generated" : "replied"));
        fields.add("MIME-Version: 1.0");
        return String.join("\r\n", fields) + "\r\n" + content + "\r\n";
    }

    /** All of it, with this text as its body. */
    public String with(String text) {
        return header("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n")
                + body(text)
                + "\r\n";
    }

    /** A text in base64, lines ended as mail has them. */
    public static String body(String text) {
        return Base64.getMimeEncoder()
                .encodeToString(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Encoded words (RFC 2047), each of whole characters and 75 octets at most. */
    private static String encoded(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            word.appendCodePoint(c);
            if (word.toString().getBytes(StandardCharsets.UTF_8).length >= LONGEST_WORD) {
                words.add(word(word));
            }
        });
        if (!word.isEmpty()) {
            words.add(word(word));
        }
        return String.join("\r\n ", words);
    }

    private static String word(StringBuilder text) {
        String word = "=?UTF-8?B?"
                + Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8)) + "?=";
        text.setLength(0);
        return word;
    }
}
