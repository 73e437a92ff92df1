package fr.pli.mime;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of one recipient (RFC 3464 section 2.3.3). */
public enum DsnAction {
    /** It will not arrive. */
    FAILED("FAILURE"),
    /** It takes long. */
    DELAYED("DELAY"),
    /** It is with a server that does not tell what becomes of it (RFC 3461 section 6.2.2). */
    RELAYED("SUCCESS"),
    /** It lies in the recipient's mailbox. */
    DELIVERED("SUCCESS"),
    /** It lies with a list that sends it to several more. */
    EXPANDED("SUCCESS");

    private final String keyword;

    DsnAction(String keyword) {
        this.keyword = keyword;
    }

    /** The keyword of NOTIFY that asks for it (RFC 3461 section 4.1). */
    public String keyword() {
        return keyword;
    }

    /** As the field {@code Action} has it, in lower case. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action that a field names, in any case. */
    static Optional<DsnAction> of(String value) {
        return Stream.of(values())
                .filter(action -> action.name().equalsIgnoreCase(value))
                .findFirst();
    }
}
