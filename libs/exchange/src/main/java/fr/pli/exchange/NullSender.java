package fr.pli.exchange;

/** From whom {@code MAIL FROM:<>} is taken, which names no domain to compare a certificate with. Key {@code edc.null-sender}. */
public enum NullSender {
    /** From a certificate that is listed for any domain: without it no notice and no receipt arrives. */
    LISTED,
    /** From nobody. */
    REFUSED
}
