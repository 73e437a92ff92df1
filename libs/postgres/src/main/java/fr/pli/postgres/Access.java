package fr.pli.postgres;

/** How to reach a database as one role. */
public record Access(String url, String user, String password) {

    /** Without the password, fit for a log. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
