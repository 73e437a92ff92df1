package fr.pli.smtp;

/** What the client asked is refused, with this reply. The exception's own message leaves the text out, for it may name a patient. */
public final class SmtpRefusal extends Exception {

    private final SmtpReply reply;
    private final String reason;

    /** @param reason the word in the log ({@code sender-not-the-bal}) */
    public SmtpRefusal(SmtpReply reply, String reason) {
        super(reply.code() + " " + reply.enhanced() + " " + reason, null, false, false);
        this.reply = reply;
        this.reason = reason;
    }

    /** What the client is told. */
    public SmtpReply reply() {
        return reply;
    }

    /** What the log says. */
    public String reason() {
        return reason;
    }
}
