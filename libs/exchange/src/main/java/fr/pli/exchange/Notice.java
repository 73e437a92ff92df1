package fr.pli.exchange;

import java.util.Locale;

/** What a sender is told about one recipient (RFC 3464 section 2.3.3). */
enum Notice {
    /** It will not arrive. */
    FAILED("FAILURE"),
    /** It takes long. */
    DELAYED("DELAY"),
    /** It is with a server that does not tell what becomes of it (RFC 3461 section 6.2.2). */
    RELAYED("SUCCESS"),
    /** It lies in his BAL. */
    DELIVERED("SUCCESS");

    private final String asked;

    Notice(String asked) {
        this.asked = asked;
    }

    /** What NOTIFY says where it is wanted. */
    String asked() {
        return asked;
    }

    /** The word in the machine part, and in the keys of the texts. */
    String action() {
        return name().toLowerCase(Locale.ROOT);
    }
}
