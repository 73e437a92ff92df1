package fr.pli.psc;

/**
 * A text of PSC, or one that claims to be, that cannot be read. The message names the place and what was expected there; the text
 * itself is left out, as it may be a token.
 */
public final class PscSyntaxException extends Exception {

    private final String what;

    /**
     * @param what the text that was read ("access token", "introspection")
     * @param problem what is wrong with it, without any of it
     */
    public PscSyntaxException(String what, String problem) {
        super(what + ": " + problem);
        this.what = what;
    }

    /** The text that was read. */
    public String what() {
        return what;
    }
}
