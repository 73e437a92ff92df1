package fr.pli.imap;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/** Charsets by the names that messages give them. */
final class TextCharset {

    /** What stray 8-bit octets mostly are. */
    static final Charset WINDOWS = Charset.forName("windows-1252");

    private TextCharset() {}

    /** The charset of that name in any case; empty if nobody knows it. */
    static Optional<Charset> named(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** What to read a text with that claims to be in {@code name}: UTF-8 where that says nothing, and windows-1252 for ISO-8859-1, as browsers do. */
    static Charset toRead(Optional<String> name) {
        return switch (name.orElse("").toLowerCase(Locale.ROOT)) {
            case "", "us-ascii", "ascii" -> StandardCharsets.UTF_8;
            case "iso-8859-1", "latin1" -> WINDOWS;
            default -> named(name.orElse("")).orElse(StandardCharsets.UTF_8);
        };
    }
}
