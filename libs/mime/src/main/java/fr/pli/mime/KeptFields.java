package fr.pli.mime;

import java.util.List;
import java.util.Optional;

/** Names of the header fields that a {@link MessageIndex} keeps. The place of a name in the list is its code in the encoded index: add at the end only. */
public final class KeptFields {

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
        if (level == Level.OUTERMOST
                && nameLength >= PREFIX.length()
                && nameLength <= LONGEST
                && HeaderReader.isNamed(line, PREFIX.length(), PREFIX)) {
            return Optional.of(HeaderText.of(line, 0, nameLength));
        }
        int count = switch (level) {
            case PART -> DESCRIBING;
            case MESSAGE -> ENVELOPE;
            case OUTERMOST -> NAMES.size();
        };
        for (int i = 0; i < count; i++) {
            String name = NAMES.get(i);
            if (HeaderReader.isNamed(line, nameLength, name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Whether all fields of that name are in a complete index of a message. */
    public static boolean isKept(String name) {
        return NAMES.stream().anyMatch(name::equalsIgnoreCase)
                || name.length() <= LONGEST && name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }
}
