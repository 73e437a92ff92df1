package fr.pli.exchange;

/** What becomes of a message whose From or Sender is of a domain for which the peer that brings it is not listed. Key {@code edc.foreign-author}. */
public enum ForeignAuthor {
    /** It is refused. */
    REFUSE,
    /** It is delivered with an Authentication-Results field of ours that says so (RFC 8601). */
    MARK,
    /** It is delivered as it is. */
    ACCEPT
}
