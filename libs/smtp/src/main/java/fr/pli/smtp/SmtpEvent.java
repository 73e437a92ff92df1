package fr.pli.smtp;

import fr.pli.wire.Reason;
import java.time.Duration;

/** What happened in a session, for metrics. The engine writes the log lines itself. */
public sealed interface SmtpEvent {

    /** Id of the connection. */
    String session();

    /** AUTH succeeded. */
    record LoggedIn(String session, String mechanism, SmtpClient.Authenticated client) implements SmtpEvent {}

    /** AUTH failed: for good, or for now. */
    record LoginFailed(String session, String mechanism, Reason reason, boolean temporary) implements SmtpEvent {}

    /**
     * A message is durable.
     *
     * @param mail the id that {@link Incoming#commit()} gave
     * @param octets of the message as the client sent it
     * @param commit how long the commit took
     */
    record Accepted(String session, String mail, long octets, int recipients, Duration commit) implements SmtpEvent {}

    /** A command was refused. {@code reason} is one word of a small set. */
    record Refused(String session, String verb, SmtpReply reply, String reason) implements SmtpEvent {}

    /** The connection is over, for {@code reason}: one word of a small set ({@code quit}, {@code gone}, {@code timed-out}). */
    record Ended(String session, String reason, Duration lasted) implements SmtpEvent {}
}
