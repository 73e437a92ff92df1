package fr.pli.registry;

/** What was asked of the registry cannot be; nothing was changed. The message may be shown to who asked. */
public final class RegistryException extends Exception {

    /** Why. */
    public enum Code {
        DOMAIN_UNKNOWN,
        DOMAIN_EXISTS,
        BAL_UNKNOWN,
        ADDRESS_TAKEN,
        /** PER and CAB need a holder; ORG and APP need a structure and no holder. */
        OWNER_DOES_NOT_FIT_TYPE,
        /** A deleted BAL stays deleted. */
        BAL_DELETED,
        /** Only ORG and CAB are opened by right; a PER has its holder, an APP its structure. */
        NO_RIGHTS_ON_THIS_TYPE,
        ALIAS_EXISTS,
        /** An administrator may not move a BAL to this state. */
        TRANSITION_REFUSED,
        /** Mail came in while the content was kept, again and again. */
        BAL_BUSY
    }

    private final Code code;

    public RegistryException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
