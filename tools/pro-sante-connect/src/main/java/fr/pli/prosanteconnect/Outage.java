package fr.pli.prosanteconnect;

/** What the stand-in does instead of answering. */
public enum Outage {
    /** It answers. */
    NONE,
    /** Nothing listens: connections are refused. */
    REFUSED,
    /** Every request is answered with 503. */
    UNAVAILABLE
}
