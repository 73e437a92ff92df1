package fr.pli.imap;

/**
 * The announcement of a literal (RFC 9051 section 4.3, RFC 7888).
 * <pre>literal = ["~"] "{" number64 ["+"] "}" CRLF *OCTET</pre>
 *
 * @param size in octets
 * @param waits whether the client holds the octets back until it is invited
 * @param binary whether it may hold NUL octets, or UTF-8 in a header
 */
record Literal(long size, boolean waits, boolean binary) {}
