package fr.pli.smtp;

import java.util.Optional;

/** What one client has cost so far, against its {@link SmtpSettings.Limits}. */
final class Tally {

    private final SmtpSettings.Limits limits;
    private int errors;
    private int commandsSinceMail;

    Tally(SmtpSettings.Limits limits) {
        this.limits = limits;
    }

    void command() {
        commandsSinceMail++;
    }

    /** Counts what is the client's own error: what it may not send is not, for the software that sends does not choose the recipients. */
    void refused(SmtpReply reply) {
        if (reply.code() >= 500 && reply.code() <= 530 || reply.code() == 555) {
            errors++;
        }
    }

    void accepted() {
        commandsSinceMail = 0;
    }

    /** The farewell, if that is enough. */
    Optional<Answer> exceeded() {
        if (errors >= limits.errors()) {
            return Optional.of(Answer.TOO_MANY_ERRORS);
        }
        return commandsSinceMail >= limits.commands() ? Optional.of(Answer.TOO_MANY_COMMANDS) : Optional.empty();
    }
}
