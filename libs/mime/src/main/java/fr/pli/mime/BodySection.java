package fr.pli.mime;

import java.util.List;

/**
 * A section of a message, as FETCH names it (RFC 9051 section 6.4.5.1).
 * <pre>
 * section-spec  = section-msgtext / (section-part ["." section-text])
 * section-msgtext = "HEADER" / "HEADER.FIELDS" [".NOT"] SP header-list / "TEXT"
 * section-text  = section-msgtext / "MIME"
 * </pre>
 *
 * @param path part numbers from 1; empty for the message itself
 * @param what of that part
 * @param fields names of HEADER.FIELDS and HEADER.FIELDS.NOT, else empty
 */
public record BodySection(List<Integer> path, What what, List<String> fields) {

    /** The whole message: {@code BODY[]}. */
    public static final BodySection ALL = new BodySection(List.of(), What.CONTENT, List.of());

    /** What of the part. */
    public enum What {
        /** All of the message; of a part, its body. */
        CONTENT,
        HEADER,
        HEADER_FIELDS,
        HEADER_FIELDS_NOT,
        TEXT,
        /** The header of the part itself. */
        MIME
    }

    /** Octets {@code offset} to before {@code offset + length} of what would come else, fewer at its end: {@code <offset.length>}. */
    public record Partial(long offset, long length) {

        /** No limit. */
        public static final Partial WHOLE = new Partial(0, Long.MAX_VALUE);
    }

    /** @throws IllegalArgumentException if a part number is below 1, MIME has no part, or field names are missing or too many */
    public BodySection {
        if (path.stream().anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException("part numbers begin at 1");
        }
        if (what == What.MIME && path.isEmpty()) {
            throw new IllegalArgumentException("MIME is of a part");
        }
        if (fields.isEmpty() == (what == What.HEADER_FIELDS || what == What.HEADER_FIELDS_NOT)) {
            throw new IllegalArgumentException("field names belong to HEADER.FIELDS");
        }
    }
}
