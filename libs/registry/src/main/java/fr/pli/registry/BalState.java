package fr.pli.registry;

/** Where a BAL is in its life. Spec: bal-and-annuaire.md section 3; liste rouge is a flag beside it. */
public enum BalState {
    /** Nobody has opened it yet. */
    CREATED,
    ACTIVE,
    /** Works, but was taken out of the Annuaire because nobody opened it (MSS 19). */
    UNPUBLISHED,
    /** Works, but its deletion was announced (MSS 14). */
    NOTICE,
    /** Closed for now, by an administrator. */
    SUSPENDED,
    /** Gone; its address stays taken. */
    DELETED;

    /** Whether those who have a right on it may open it, and mail is delivered to it. */
    public boolean isOpen() {
        return this != SUSPENDED && this != DELETED;
    }

    /**
     * Whether an administrator may move a BAL from this state to another: he suspends, and he sets active, which starts all clocks anew. Time
     * alone makes the others, and to delete is an act of its own. Documented in docs/operator/README.md.
     */
    public boolean mayBeMovedTo(BalState to) {
        return this != DELETED && (to == ACTIVE || to == SUSPENDED);
    }
}
