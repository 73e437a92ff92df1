package fr.pli.operator;

/** What the bearer of an API token may do. */
enum ApiRole {
    /** Everything. */
    ADMIN,
    /** Look at everything, and change nothing. */
    READ,
    /** Fetch the metrics and the whole of health. */
    METRICS
}
