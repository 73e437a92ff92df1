package fr.pli.imap.mail;

/** What was asked of a mailbox cannot be: {@code NO} with the response code of RFC 5530, 6154 or 9051 that {@link #code()} names. */
public final class MailboxException extends Exception {

    /** The response code. */
    public enum Code {
        NONEXISTENT,
        ALREADYEXISTS,
        /** The name or the operation can never be had. */
        CANNOT,
        TRYCREATE,
        HASCHILDREN,
        /** Another mailbox has that special use (RFC 6154). */
        USEATTR,
        OVERQUOTA,
        /** A message that the command is about is gone (RFC 5530). */
        EXPUNGEISSUED,
        /** More mailboxes, subscriptions or keywords than a BAL may have. */
        LIMIT
    }

    private final Code code;

    public MailboxException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /** The response code that goes before the text. */
    public Code code() {
        return code;
    }
}
