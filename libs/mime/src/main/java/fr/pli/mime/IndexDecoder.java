package fr.pli.mime;

import fr.pli.mime.Part.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link IndexEncoder} writes, and trusts none of it: every number is held against what is left, the limits of {@link MessageScanner} and the part around. */
final class IndexDecoder {

    private final byte[] octets;
    private int at;
    private int parts;

    IndexDecoder(byte[] octets) {
        this.octets = octets;
    }

    MessageIndex decode() {
        if (octet() != IndexEncoder.VERSION) {
            throw new IndexFormatException("not version " + IndexEncoder.VERSION);
        }
        Part root = part(0, Long.MAX_VALUE, 1);
        if (at != octets.length) {
            throw new IndexFormatException((octets.length - at) + " octets too many");
        }
        return new MessageIndex(root);
    }

    private Part part(long begin, long end, int depth) {
        if (depth > MessageScanner.MAX_DEPTH || ++parts > MessageScanner.MAX_PARTS) {
            throw new IndexFormatException("more parts than are counted");
        }
        int flags = octet();
        Shape shape = shape(flags & ~IndexEncoder.INCOMPLETE);
        long offset = begin + number(end - begin);
        long headerLength = number(end - offset);
        long bodyLength = number(end - offset - headerLength);
        long lines = number(bodyLength);
        List<HeaderField> fields = new ArrayList<>();
        for (long count = number(left()); count > 0; count--) {
            fields.add(field());
        }
        List<Part> inner = new ArrayList<>();
        for (long count = number(left()); count > 0; count--) {
            inner.add(part(offset, offset + headerLength + bodyLength, depth + 1));
        }
        boolean complete = (flags & IndexEncoder.INCOMPLETE) == 0;
        try {
            return new Part(
                    shape, offset, headerLength, bodyLength, lines, complete, List.copyOf(fields), List.copyOf(inner));
        } catch (IllegalArgumentException e) {
            throw new IndexFormatException("before " + at + ": " + e.getMessage());
        }
    }

    private static Shape shape(int code) {
        return switch (code) {
            case 0 -> Shape.LEAF;
            case 1 -> Shape.MULTIPART;
            case 2 -> Shape.MESSAGE;
            default -> throw new IndexFormatException("no shape " + code);
        };
    }

    private HeaderField field() {
        int code = (int) number(KeptFields.NAMES.size());
        String name = code == 0 ? text() : KeptFields.NAMES.get(code - 1);
        return new HeaderField(name, text());
    }

    private String text() {
        int length = (int) number(Integer.MAX_VALUE);
        if (length > left()) {
            throw new IndexFormatException("at " + at + ": a text goes beyond the end");
        }
        String text = new String(octets, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private long number(long most) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                if (value > most) {
                    throw new IndexFormatException("at " + at + ": " + value + " is more than " + most);
                }
                return value;
            }
        }
        throw new IndexFormatException("at " + at + ": a number has no end");
    }

    private int octet() {
        if (at == octets.length) {
            throw new IndexFormatException("cut off after " + at + " octets");
        }
        return octets[at++] & 0xFF;
    }

    private int left() {
        return octets.length - at;
    }
}
