package fr.pli.wire;

/** Whether what a log-in has opened is still open. */
public sealed interface GrantState {

    /** It is, to do this much. */
    record Holds(MailAccess access) implements GrantState {}

    /** It is not: the right was withdrawn, the BAL closed or the certificate revoked. The session is to say goodbye. */
    record Ended(Reason reason) implements GrantState {}
}
