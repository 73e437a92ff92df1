package fr.pli.mime;

import fr.pli.mime.Part.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A part whose end was not seen yet. */
final class OpenPart {

    private static final int LONGEST_BOUNDARY = 900;
    private static final byte[] NONE = new byte[0];

    private final long offset;
    private final MediaType byDefault;
    private final KeptHeader header;
    private final List<Part> parts = new ArrayList<>();
    private Shape shape = Shape.LEAF;
    private byte[] boundary = NONE;
    private MediaType defaultOfParts = MediaType.TEXT;
    private boolean ownDelimiterSought;
    private long bodyOffset;
    private long lineFeedsBefore;

    OpenPart(long offset, MediaType byDefault, KeptHeader header) {
        this.offset = offset;
        this.byDefault = byDefault;
        this.header = header;
    }

    long offset() {
        return offset;
    }

    long bodyOffset() {
        return bodyOffset;
    }

    KeptHeader header() {
        return header;
    }

    void add(Part part) {
        parts.add(part);
    }

    /** The delimiter of a multipart, while one can come; else empty. */
    byte[] boundary() {
        return boundary;
    }

    /** The last delimiter came: what follows is epilogue. */
    void lastDelimiter() {
        boundary = NONE;
    }

    /** What a part between its delimiters is by default (RFC 2046 section 5.1.5). */
    MediaType defaultOfParts() {
        return defaultOfParts;
    }

    /** Whether a line is a delimiter of this part although its header has not ended: a blank line is missing. Looks only once. */
    boolean isOwnDelimiter(byte[] line, int length) {
        if (ownDelimiterSought) {
            return false;
        }
        ownDelimiterSought = true;
        return isDelimiter(line, length, declaredBoundary());
    }

    /** Whether the line is two dashes, the boundary, and two dashes again or nothing. */
    static boolean isDelimiter(byte[] line, int length, byte[] boundary) {
        int size = 2 + boundary.length;
        return size > 2
                && (length == size || length == size + 2 && line[size] == '-' && line[size + 1] == '-')
                && Arrays.equals(line, 2, size, boundary, 0, boundary.length);
    }

    /**
     * The header is over.
     *
     * @param mayNest whether parts may be looked for
     */
    Shape beginBody(long bodyOffset, long lineFeedsBefore, boolean mayNest) {
        this.bodyOffset = bodyOffset;
        this.lineFeedsBefore = lineFeedsBefore;
        byte[] declared = declaredBoundary();
        if (mayNest && declared.length > 0) {
            shape = Shape.MULTIPART;
            boundary = declared;
            defaultOfParts = mediaType().is("multipart", "digest") ? MediaType.MESSAGE : MediaType.TEXT;
        } else if (mayNest && mediaType().isMessage() && !isEncoded()) {
            shape = Shape.MESSAGE;
        }
        return shape;
    }

    /**
     * The part is over.
     *
     * @param end where; whatever lies behind is not of this part
     * @param lineFeeds that came so far, from the start of the message
     * @param lineOpen whether the last line holds something and has no line end; or had one, taken off {@code end}
     */
    Part close(long end, long lineFeeds, boolean lineOpen) {
        long begin = Math.min(offset, end);
        long body = Math.min(bodyOffset, end);
        long lines = body == end ? 0 : lineFeeds - lineFeedsBefore + (lineOpen ? 1 : 0);
        return new Part(
                shape,
                begin,
                body - begin,
                end - body,
                lines,
                header.isComplete(),
                header.fields(),
                List.copyOf(parts));
    }

    private MediaType mediaType() {
        return header.first("Content-Type").flatMap(MediaType::parse).orElse(byDefault);
    }

    private byte[] declaredBoundary() {
        MediaType type = mediaType();
        return !type.isMultipart()
                ? NONE
                : type.parameters()
                        .get("boundary")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .filter(octets -> octets.length <= LONGEST_BOUNDARY)
                        .orElse(NONE);
    }

    /** RFC 2046 section 5.2.1 forbids it; then nobody can look into the message without taking the encoding off. */
    private boolean isEncoded() {
        return header.first("Content-Transfer-Encoding")
                .map(String::strip)
                .filter(e -> e.equalsIgnoreCase("base64") || e.equalsIgnoreCase("quoted-printable"))
                .isPresent();
    }
}
