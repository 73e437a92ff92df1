package fr.pli.imap;

/** Where a session is (RFC 9051 section 3). */
enum State {
    /** In clear, and the listener has TLS: nothing but a few commands before STARTTLS. */
    CLEAR,
    NOT_AUTHENTICATED,
    AUTHENTICATED,
    SELECTED,
    LOGOUT
}
