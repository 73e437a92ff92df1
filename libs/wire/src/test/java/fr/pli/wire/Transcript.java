package fr.pli.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A transcript as written. {@link Transcripts} tells what its lines mean. */
record Transcript(List<Line> lines) {

    /**
     * One line.
     *
     * @param number in the file, from 1
     * @param who the client, empty for the only one
     * @param verb the word before the colon
     * @param text what stands behind it, one character an octet
     */
    record Line(int number, String who, String verb, String text) {
        String shown() {
            return (who.isEmpty() ? "" : who + " ") + verb + ": " + Transcript.shown(text);
        }
    }

    private static final Pattern FORM = Pattern.compile(
            "(?:([A-Z][A-Za-z0-9]*) )?(C|S|S\\*|S\\?|S\\.\\.\\.|raw|tls|tls-fails|close|end|drop|listener|log|no-log|do):(?: (.*))?");

    static Transcript read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            number++;
            if (!text.isBlank() && !text.startsWith("#")) {
                lines.add(parse(number, text));
            }
        }
        if (lines.isEmpty()) {
            throw new AssertionError("an empty transcript proves nothing: " + file);
        }
        return new Transcript(lines);
    }

    private static Line parse(int number, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new AssertionError("line " + number + " is no line of a transcript: " + text);
        }
        return new Line(number, orEmpty(matcher.group(1)), matcher.group(2), orEmpty(matcher.group(3)));
    }

    /** An octet string as a reader sees it. */
    static String shown(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // a group that took no part is null; NullAway knows it as never null
    private static String orEmpty(String group) {
        return group == null ? "" : group;
    }
}
