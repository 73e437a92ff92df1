package fr.pli.wire;

/** What a session may do with the mail of the BAL that it opened. */
public enum MailAccess {
    /** Reads, and sets or clears {@code \Seen}: the rights l, r and s of RFC 4314. */
    READ,
    /** Changes all else too: messages come and go, flags, mailboxes: the rights i, w, t, e, k and x of RFC 4314. */
    CHANGE
}
