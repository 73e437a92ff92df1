package fr.pli.imap;

import java.util.List;
import java.util.Optional;

/** Names of the header fields that a {@link MessageIndex} keeps. The place of a name in the list is its code in the encoded index: add at the end only. */
final class KeptFields {

    /** Which fields are kept. */
    enum Level {
        /** Of a body part: those that describe it. */
        PART,
        /** Of a message inside another: also those of its ENVELOPE. */
        MESSAGE,
        /** Of the outermost message: all. */
        OUTERMOST
    }

    /** All but {@code X-MSS-*}. */
    static final List<String> NAMES = List.of(
            "Content-Type",
            "Content-Transfer-Encoding",
            "Content-Disposition",
            "Content-ID",
            "Content-Description",
            "Content-MD5",
            "Content-Language",
            "Content-Location",
            "Date",
            "Subject",
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Bcc",
            "In-Reply-To",
            "Message-ID",
            "References",
            "Return-Path",
            "Disposition-Notification-To",
            "Auto-Submitted");

    private static final int DESCRIBING = 8;
    private static final int ENVELOPE = 18;
    private static final String PREFIX = "X-MSS-";
    private static final int LONGEST = 76;

    private KeptFields() {}

    /** The name to keep a field under, if it is kept at that level. */
    static Optional<String> wanted(byte[] line, int nameLength, Level level) {
        if (level == Level.OUTERMOST && nameLength <= LONGEST && startsWith(line, nameLength, PREFIX)) {
            return Optional.of(HeaderText.of(line, 0, nameLength));
        }
        int count = switch (level) {
            case PART -> DESCRIBING;
            case MESSAGE -> ENVELOPE;
            case OUTERMOST -> NAMES.size();
        };
        for (int i = 0; i < count; i++) {
            String name = NAMES.get(i);
            if (name.length() == nameLength && startsWith(line, nameLength, name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] line, int length, String start) {
        if (length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (lower(line[i]) != lower(start.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
}
