package fr.pli.imap;

/** What was asked of a mailbox cannot be: {@code NO} with the response code of RFC 5530 or RFC 9051 that {@link #code()} names. */
public final class MailboxException extends Exception {

    /** The response code. */
    public enum Code {
        NONEXISTENT,
        ALREADYEXISTS,
        CANNOT,
        TRYCREATE,
        HASCHILDREN,
        OVERQUOTA,
        TOOBIG
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
