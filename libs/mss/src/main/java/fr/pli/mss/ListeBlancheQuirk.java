package fr.pli.mss;

/** What published copies of the liste blanche do that they should not. It is tolerated and counted. Spec: espace-de-confiance.md section 2. */
public enum ListeBlancheQuirk {
    /** The document stops before the end tag of its root. */
    ROOT_END_MISSING,
    /** A row says what another one said. */
    ROW_REPEATED,
    /** A domain has capitals or blanks around it. */
    DOMAIN_FORM,
    /** A domain is none: its row counts for nothing. */
    DOMAIN_UNREADABLE,
    /** A DN has blanks around its commas or equal signs, NBSP, or runs of blanks. */
    DN_BLANKS,
    /** A DN has quotes inside a value without an escape, which strict parsers refuse. */
    DN_QUOTES,
    /** A DN has {@code L} where all others have {@code ST}. */
    DN_LOCALITY,
    /** A DN cannot be read: its row counts for nothing. */
    DN_UNREADABLE
}
