package fr.pli.boot;

/** What the bearer of an API token may do. */
public enum ApiRole {
    /** Everything. */
    ADMIN,
    /** Look at everything, and change nothing. */
    READ,
    /** Fetch the metrics and the whole of health. */
    METRICS,
    /** Care software: what a server offers to it, and nothing of how that server is run. */
    SOFTWARE,
    /** Read traces. */
    AUDITOR
}
