package fr.pli.imap;

/** A command that is understood and not done: tagged {@code NO} with a response code (RFC 5530, RFC 9051 section 7.1). */
final class ImapRefusal extends Exception {

    private final String code;

    /** @param code without brackets; empty for none */
    ImapRefusal(String code, String text) {
        super(text);
        this.code = code;
    }

    String code() {
        return code;
    }
}
