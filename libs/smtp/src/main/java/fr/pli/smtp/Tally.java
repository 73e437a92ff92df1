package fr.pli.smtp;

import java.util.Optional;

/** What one client has cost so far, against its {@link SmtpSettings.Limits}. */
final class Tally {

    /** Messages to the most recipients that may come to nothing, one after the other, before their commands count against the client. */
    private static final int TRANSACTIONS_IN_VAIN = 3;

    private final SmtpSettings.Limits limits;
    private int errors;
    private int commandsSinceMail;
    private int earned;

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

    /** The message in progress has grown by a recipient or a chunk: that pays for this command and for one that brought nothing. */
    void progressed() {
        earned += 2;
    }

    /** The message in progress came to nothing, and so did all that was asked for it. */
    void abandoned() {
        earned = 0;
    }

    void accepted() {
        commandsSinceMail = 0;
        earned = 0;
    }

    /** The farewell, if that is enough. */
    Optional<Answer> exceeded() {
        if (errors >= limits.errors()) {
            return Optional.of(Answer.TOO_MANY_ERRORS);
        }
        int most = limits.commands() + TRANSACTIONS_IN_VAIN * limits.recipients();
        return commandsSinceMail - earned >= most ? Optional.of(Answer.TOO_MANY_COMMANDS) : Optional.empty();
    }
}
