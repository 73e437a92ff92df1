package fr.pli.mss;

/** Type of a BAL, as TRE_R257-TypeBAL names it. Spec: bal-and-annuaire.md section 1. */
public enum BalType {
    /** Of one professional; opened with the PSC token of its holder. */
    PER,
    /** Of a structure; opened with the PSC token of a person who holds a right on it. */
    ORG,
    /** Of an application; opened with a certificate of its structure. */
    APP,
    /** Of a practice; opened like ORG. */
    CAB;

    /** Whether a person opens it, with a PSC token; else an application does, with a certificate (SEED-01). */
    public boolean isForPersons() {
        return this != APP;
    }
}
