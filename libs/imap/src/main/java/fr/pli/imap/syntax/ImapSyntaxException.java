package fr.pli.imap.syntax;

import java.nio.charset.StandardCharsets;

/** What a client sent is no command of RFC 9051: tagged {@code BAD}. The message shows the offending text, cut and cleaned. */
public final class ImapSyntaxException extends Exception {

    private static final int SHOWN = 60;

    /** @param expected what would have been right */
    public ImapSyntaxException(String expected) {
        super(expected);
    }

    /**
     * @param expected what would have been right
     * @param found the offending text; never give it what may hold a secret
     */
    public ImapSyntaxException(String expected, String found) {
        super(expected + ", not \"" + shown(found) + "\"");
    }

    /** As above, with octets that may be anything. */
    public ImapSyntaxException(String expected, byte[] found) {
        this(expected, new String(found, StandardCharsets.ISO_8859_1));
    }

    /** Printable ASCII only, so that it fits any response line. */
    private static String shown(String text) {
        String cut = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return cut.replaceAll("[^ !#-~]", "?");
    }
}
