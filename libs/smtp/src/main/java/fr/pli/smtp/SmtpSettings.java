package fr.pli.smtp;

import java.time.Duration;

/**
 * What one listener's SMTP is like.
 *
 * @param host the name in the greeting, in Received and in a Message-ID that is added
 * @param help where a client's maker reads more, one line; the answer to HELP
 * @param showClientAddress whether Received names the client and its address; the session's id stands there in any case
 */
public record SmtpSettings(String host, Role role, String help, boolean showClientAddress, Limits limits) {

    /** What the listener is for. TLS comes first in both. */
    public enum Role {
        /** From care software (RFC 6409): AUTH before MAIL; Date and Message-ID are added where missing, Bcc is taken off. */
        SUBMISSION,
        /** From another operator: no AUTH, the certificate is looked at by {@link Reception}; only Received is added. */
        EXCHANGE
    }

    /**
     * What one connection may cost.
     *
     * @param recipients tried for one message; one more is {@code 452 4.5.3} (RFC 5321 section 4.5.3.1.8: 100 at least)
     * @param errors of the client before {@code 421 4.7.0}
     * @param commands without a message accepted in between before {@code 421 4.7.0}. A recipient or a chunk that is accepted costs none and
     *     pays for another command while its message is in progress; three messages to the most recipients may come to nothing besides
     * @param login from the greeting to AUTH, or to the first MAIL that is accepted where nobody authenticates, whatever the client says meanwhile
     * @param command patience for the next command (RFC 5321 section 4.5.3.2.7 says 5 minutes)
     * @param data patience for the next 64 KiB of a message (section 4.5.3.2.5 says 3 minutes)
     * @param session longest session; past it the client is sent away between two messages ({@code session.maxDuration})
     */
    public record Limits(
            int recipients,
            int errors,
            int commands,
            Duration login,
            Duration command,
            Duration data,
            Duration session) {

        /** What suits most. */
        public static final Limits DEFAULT = new Limits(
                100, 20, 500, Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofHours(4));
    }

    /** Submission under this host name, the rest by default. */
    public static SmtpSettings submission(String host, String help) {
        return new SmtpSettings(host, Role.SUBMISSION, help, false, Limits.DEFAULT);
    }

    /** Exchange between operators under this host name, the rest by default. */
    public static SmtpSettings exchange(String host, String help) {
        return new SmtpSettings(host, Role.EXCHANGE, help, true, Limits.DEFAULT);
    }
}
