package fr.pli.mime;

/**
 * A header field that was kept.
 *
 * @param name as written
 * @param value unfolded, blanks around it taken off, RFC 2047 words as they came; without NUL, CR and LF
 */
public record HeaderField(String name, String value) {}
