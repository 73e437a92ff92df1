package fr.pli.psc;

/** There is no PSC session any more: mail connections of it must close, and only the professional can begin another (ECO.1.2.6). */
public final class PscSessionOverException extends Exception {

    private final SessionEnd end;

    PscSessionOverException(SessionEnd end) {
        super("PSC session over: " + end);
        this.end = end;
    }

    /** Why it is over. */
    public SessionEnd end() {
        return end;
    }
}
