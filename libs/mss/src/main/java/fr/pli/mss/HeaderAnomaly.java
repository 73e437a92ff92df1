package fr.pli.mss;

/** What can be wrong with the X-MSS headers of a mail: counted, never repaired. Spec: messages.md section 1. */
public enum HeaderAnomaly {
    INS_WITHOUT_CODECDA,
    CODECDA_WITHOUT_INS,
    CODECDA_WITHOUT_XDM,
    /** The codes are not those of the CDA in the archive. */
    CODECDA_DIFFERS,
    /** The archive leads to another value. */
    INS_DIFFERS,
    FIN_TO_PROFESSIONAL,
    /** On a mail that no webmail made: those are exempt. */
    NIL_MISSING,
    /** Begins with {@code = + - @}, tab or CR: a spreadsheet would run it. The value counts. */
    NIL_LIKE_FORMULA,
    /** The value is not of the grammar; it counts as absent. */
    OUTSIDE_GRAMMAR,
    /** Written {@code = value}, as the seed prints its examples. The value counts. */
    LEADING_EQUALS,
    /** {@code o} or {@code n}. The value counts. */
    INS_LOWER_CASE,
    /** The same header twice: the first counts. */
    DUPLICATE
}
