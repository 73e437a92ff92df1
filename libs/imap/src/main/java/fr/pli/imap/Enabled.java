package fr.pli.imap;

import java.util.Optional;

/** What a client can switch on for its session (RFC 5161). */
enum Enabled {
    /** RFC 7162: MODSEQ in all FETCH responses. */
    CONDSTORE("CONDSTORE"),
    /** RFC 7162: VANISHED instead of EXPUNGE. */
    QRESYNC("QRESYNC"),
    /** RFC 6855: names and headers in UTF-8. */
    UTF8("UTF8=ACCEPT"),
    /** RFC 9051: the same, ESEARCH instead of SEARCH, no \Recent. */
    REV2("IMAP4rev2");

    private final String capability;

    Enabled(String capability) {
        this.capability = capability;
    }

    /** As ENABLE names it. */
    String capability() {
        return capability;
    }

    static Optional<Enabled> named(String capability) {
        for (Enabled each : values()) {
            if (each.capability.equalsIgnoreCase(capability)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
