package fr.pli.registry;

/**
 * A line of the audit: who did what on which BAL, in which session, and what came of it. The time is that of the database. It never
 * holds a token or an INS.
 *
 * @param action one word ({@code bal-created})
 * @param bal its address; empty where there is none
 * @param outcome one word ({@code done}, {@code refused})
 * @param reason one word; empty where the outcome says all
 */
public record AuditEntry(Actor actor, String action, String bal, String outcome, String reason) {

    /** It was done. */
    public static AuditEntry done(Actor actor, String action, String bal) {
        return new AuditEntry(actor, action, bal, "done", "");
    }
}
