package fr.pli.mss;

/** What {@code X-MSS-INS} says (ECO.2.4.2). */
public enum InsStatus {
    /** {@code O}: a qualified INS is present. */
    QUALIFIED("O"),
    /** {@code N}: there is none. */
    NOT_QUALIFIED("N"),
    /** The header is not there. */
    ABSENT("");

    private final String letter;

    InsStatus(String letter) {
        this.letter = letter;
    }

    /** The header's value; empty for {@link #ABSENT}. */
    public String letter() {
        return letter;
    }
}
