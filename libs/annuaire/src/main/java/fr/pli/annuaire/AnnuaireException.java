package fr.pli.annuaire;

import java.io.IOException;
import java.util.Locale;

/** The Annuaire did not do what was asked. */
public final class AnnuaireException extends IOException {

    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** It does not answer, or says to come again. */
        UNREACHABLE,
        /** It does not know the owner of the BAL (404). */
        OWNER_UNKNOWN,
        /** It knows several of that identifier (412). */
        OWNER_AMBIGUOUS,
        /** Our key is not accepted (401, 403). */
        KEY_REFUSED,
        /** Its pages ended before the total that it gave: what is missing there may be there. */
        INCOMPLETE,
        /** It does not understand what was asked (400, 422 and the like), or we do not understand the answer. */
        REFUSED
    }

    private final Reason reason;

    AnnuaireException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** The same in one word for logs and tables. */
    public String word() {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
