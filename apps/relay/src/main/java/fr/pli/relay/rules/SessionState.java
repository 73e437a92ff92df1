package fr.pli.relay.rules;

/** Where a session is. */
public enum SessionState {
    /** The browser has not come back yet. */
    PENDING,
    /** A professional is logged in. */
    OPEN,
    /** There is nothing to be had from it any more; only the professional can begin another (ECO.1.2.6). */
    OVER
}
