package fr.pli.smtp;

/** Counts the Received fields of a message as it passes, up to its first empty line (RFC 5321 section 6.3). */
final class HopCount {

    private static final String NAME = "received";
    /** What stands in the place of {@link #matched} in a line that is no Received field. */
    private static final int OTHER = -1;

    private int hops;
    private int matched;
    private boolean empty = true;
    private boolean inHeader = true;

    /** Received fields so far. */
    int hops() {
        return hops;
    }

    /** The next octets of the message. */
    void take(byte[] block, int offset, int length) {
        for (int i = offset; inHeader && i < offset + length; i++) {
            take(block[i]);
        }
    }

    private void take(byte octet) {
        if (octet == '\n') {
            inHeader = !empty;
            empty = true;
            matched = 0;
        } else if (octet != '\r') {
            empty = false;
            matched = next(octet);
        }
    }

    private int next(byte octet) {
        if (matched == OTHER) {
            return OTHER;
        }
        if (matched < NAME.length()) {
            return (octet | 0x20) == NAME.charAt(matched) ? matched + 1 : OTHER;
        }
        if (octet == ':') {
            hops++;
            return OTHER;
        }
        return octet == ' ' || octet == '\t' ? matched : OTHER; // RFC 5322 section 4.5.8
    }
}
