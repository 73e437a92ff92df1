package fr.pli.mime;

import java.util.List;
import java.util.Optional;

/**
 * A body part of a message, or a message itself, as it lies in the octets of the whole: header, then body, without a gap
 * (RFC 2045). Offsets and lengths are in octets, offsets from the start of the outermost message.
 *
 * @param offset where its header begins
 * @param headerLength with the blank line that ends it, where there is one
 * @param bodyLength without the line end that belongs to the delimiter after it
 * @param lines of the body, the last one counted even if nothing ends it
 * @param complete whether {@code fields} is all that was wanted; false if a value was cut, behind its last whole element ({@link FieldCut}), or a field left out for its size
 * @param fields those that were kept, in order
 * @param parts of a multipart, those found; of a message, the one that it carries; else none
 */
public record Part(
        Shape shape,
        long offset,
        long headerLength,
        long bodyLength,
        long lines,
        boolean complete,
        List<HeaderField> fields,
        List<Part> parts) {

    /** How the body was read. */
    public enum Shape {
        /** As octets. */
        LEAF,
        /** As parts between delimiters. None may have been found. */
        MULTIPART,
        /** As a message: message/rfc822 or message/global. */
        MESSAGE
    }

    /** @throws IllegalArgumentException if a number is negative, or {@code parts} do not fit {@code shape} */
    public Part {
        if (offset < 0 || headerLength < 0 || bodyLength < 0 || lines < 0) {
            throw new IllegalArgumentException("a part has no negative place or length");
        }
        if (shape == Shape.LEAF && !parts.isEmpty() || shape == Shape.MESSAGE && parts.size() != 1) {
            throw new IllegalArgumentException(shape + " with " + parts.size() + " parts");
        }
    }

    /** Where the body begins. */
    public long bodyOffset() {
        return offset + headerLength;
    }

    /** Where the body ends. */
    public long end() {
        return bodyOffset() + bodyLength;
    }

    /** Values of the kept fields of that name in any case, in order. */
    public List<String> headers(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(HeaderField::value)
                .toList();
    }

    /** Value of the first kept field of that name. */
    public Optional<String> header(String name) {
        for (HeaderField field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /**
     * What the body is. Where the header does not say it, or says what was not found, RFC 2045 section 5.2 has text/plain; what
     * claims to be a message and was not read as one is application/octet-stream with the parameters that it has, {@code name} among them.
     */
    public MediaType mediaType() {
        Optional<MediaType> declared = header("Content-Type").flatMap(MediaType::parse);
        return switch (shape) {
            case MULTIPART -> parts.isEmpty() ? MediaType.TEXT : declared.orElse(MediaType.TEXT);
            case MESSAGE -> declared.orElse(MediaType.MESSAGE);
            case LEAF -> {
                MediaType type = declared.orElse(MediaType.TEXT);
                if (type.isMultipart()) {
                    yield MediaType.TEXT;
                }
                yield type.isMessage() ? MediaType.octets(type.parameters()) : type;
            }
        };
    }
}
