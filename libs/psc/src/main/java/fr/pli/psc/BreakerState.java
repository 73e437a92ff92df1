package fr.pli.psc;

/** Whether PSC is asked at all. */
public enum BreakerState {
    /** It is. */
    CLOSED,
    /** It failed several times in a row: nobody asks for a while. */
    OPEN,
    /** One question is under way to see whether it is back. */
    HALF_OPEN
}
