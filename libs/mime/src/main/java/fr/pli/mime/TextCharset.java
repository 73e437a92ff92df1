package fr.pli.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Charsets by the names that messages give them. */
public final class TextCharset {

    /** What stray 8-bit octets mostly are. */
    static final Charset WINDOWS = Charset.forName("windows-1252");

    /** All that this Java has, by their names in lower case: asking it for one that it has not takes a fraction of a millisecond each time. */
    private static final Map<String, Charset> BY_NAME = byName();

    private TextCharset() {}

    /** The charset of that name in any case; empty if nobody knows it. */
    public static Optional<Charset> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What to read a text with that claims to be in {@code name}: UTF-8 where that says nothing, and windows-1252 for ISO-8859-1, as browsers do. */
    static Charset toRead(Optional<String> name) {
        return switch (name.orElse("").toLowerCase(Locale.ROOT)) {
            case "", "us-ascii", "ascii" -> StandardCharsets.UTF_8;
            case "iso-8859-1", "latin1" -> WINDOWS;
            default -> named(name.orElse("")).orElse(StandardCharsets.UTF_8);
        };
    }

    private static Map<String, Charset> byName() {
        Map<String, Charset> byName = new HashMap<>();
        for (Charset charset : Charset.availableCharsets().values()) {
            charset.aliases().forEach(alias -> byName.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
            byName.put(charset.name().toLowerCase(Locale.ROOT), charset);
        }
        return Map.copyOf(byName);
    }
}
