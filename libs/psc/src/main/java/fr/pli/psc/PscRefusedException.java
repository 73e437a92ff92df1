package fr.pli.psc;

/** PSC says no to a client, with an OAuth error (RFC 6749 section 5.2) that trying again does not change. */
public final class PscRefusedException extends Exception {

    private final String error;

    /**
     * @param error the code ({@code invalid_grant}, {@code access_denied})
     * @param description what PSC adds, or empty
     */
    public PscRefusedException(String error, String description) {
        super(description.isEmpty() ? error : error + ": " + description);
        this.error = error;
    }

    /** The OAuth error code. */
    public String error() {
        return error;
    }
}
