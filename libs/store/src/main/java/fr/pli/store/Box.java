package fr.pli.store;

/** Which mailbox: the key of its row. */
record Box(long bal, long id) {

    /** Its MAILBOXID (RFC 8474). */
    static String mailboxId(long id) {
        return "F" + id;
    }
}
