package fr.pli.relay.rules;

/** Why a call about a session gets nothing. The code is for machines and stays. */
public final class SessionRefusal extends Exception {

    private final Code code;

    SessionRefusal(Code code, String message) {
        super(message);
        this.code = code;
    }

    /** What it is. */
    public Code code() {
        return code;
    }

    /** What a call may be refused for. */
    public enum Code {
        /** No such session, or not this caller's. Which of both is not told. */
        SESSION_UNKNOWN,
        /** Nobody has logged in yet. */
        SESSION_PENDING,
        /** The session has ended. */
        SESSION_OVER,
        /** A new token would prolong the session at PSC, and no person acts. */
        PERSON_NEEDED,
        /** An operator refuses what PSC has just given: another token changes nothing. */
        REFUSED_AGAIN,
        /** The software has as many sessions as it may. */
        TOO_MANY_SESSIONS,
        /** PSC cannot be reached now. */
        PSC_UNREACHABLE
    }
}
