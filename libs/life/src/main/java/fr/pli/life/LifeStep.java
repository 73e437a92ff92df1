package fr.pli.life;

import java.time.Instant;

/** What is due for a BAL. */
public sealed interface LifeStep {

    /** Taken out of the Annuaire; it works on (MSS 19). */
    record Unpublish() implements LifeStep {}

    /**
     * Its holder is told that it will be deleted (MSS 14).
     *
     * @param number of this announcement, from 1
     * @param deletion when, if nobody opens it
     */
    record Announce(int number, Instant deletion) implements LifeStep {}

    /** Its content goes, its address stays taken (MSS 14). */
    record Delete() implements LifeStep {}
}
