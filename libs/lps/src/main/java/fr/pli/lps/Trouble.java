package fr.pli.lps;

/**
 * What failed between care software and an operator, in values, for a program that tells it in a person's language.
 *
 * @param step what was being done
 * @param object what it was done with: a server, a domain, the number of a message; empty if there is nothing to name
 * @param answer what the operator said, one line in its own words; empty if it said nothing that a person reads
 */
public record Trouble(Step step, String object, Reason reason, String answer) {

    /** What was being done. */
    public enum Step {
        FIND_SERVERS,
        CONNECT,
        LOG_IN,
        OPEN_INBOX,
        LIST,
        FETCH,
        WAIT,
        SEND,
        CLOSE
    }

    /** Why it failed. */
    public enum Reason {
        /** DNS knows of no mail service for the domain, or none for this. */
        NO_SERVER,
        DNS_SILENT,
        UNKNOWN_HOST,
        /** The server cannot be reached, or nobody listens there. */
        UNREACHABLE,
        /** It did not answer in time. */
        NO_ANSWER,
        CONNECTION_LOST,
        /** It says that it cannot tell now. */
        TRY_LATER,
        /** It says no. */
        REFUSED,
        /** The professional has to log in at Pro Santé Connect again. */
        LOG_IN_AGAIN,
        NO_COMMON_TLS,
        UNREADABLE_ANSWER,
        NOT_IGC_SANTE,
        CERTIFICATE_EXPIRED,
        CERTIFICATE_REVOKED,
        REVOCATION_UNKNOWN,
        CERTIFICATE_FOR_ANOTHER_USE,
        /** Its certificate is one for tests. */
        CERTIFICATE_FOR_TESTS,
        CERTIFICATE_OF_ANOTHER_HOST,
        CERTIFICATE_WRONG
    }
}
