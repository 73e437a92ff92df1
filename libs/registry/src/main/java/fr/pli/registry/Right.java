package fr.pli.registry;

/** What a person may do with a BAL ORG or CAB. */
public enum Right {
    /** Read, and set or clear {@code \Seen}. */
    READ,
    /** Change what lies in it: messages, flags, folders. Whoever may do that may read. */
    WRITE,
    /** Send as the BAL. */
    SEND,
    /** Give and take rights. */
    MANAGE
}
