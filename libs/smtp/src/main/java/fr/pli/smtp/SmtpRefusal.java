package fr.pli.smtp;

/** What the client asked is refused, with this reply. */
public final class SmtpRefusal extends Exception {

    private final SmtpReply reply;
    private final String reason;

    /** @param reason the word in the log ({@code sender-not-the-bal}) */
    public SmtpRefusal(SmtpReply reply, String reason) {
        super(reply.toString(), null, false, false);
        this.reply = reply;
        this.reason = reason;
    }

    public SmtpReply reply() {
        return reply;
    }

    public String reason() {
        return reason;
    }
}
