package fr.pli.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a {@link MessageIndex}. Numbers are little-endian groups of 7 bits; offsets are those from the part around.
 * <pre>
 * index = version part
 * part  = flags offset headerLength bodyLength lines count*field count*part
 * field = code [name] value        ; code 0: a name follows, else place in KeptFields.NAMES plus 1
 * text  = length UTF-8
 * </pre>
 */
final class IndexEncoder {

    static final int VERSION = 1;
    static final int INCOMPLETE = 0x80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    byte[] encode(MessageIndex index) {
        out.write(VERSION);
        part(index.root(), 0);
        return out.toByteArray();
    }

    private void part(Part part, long base) {
        out.write(code(part.shape()) | (part.complete() ? 0 : INCOMPLETE));
        number(part.offset() - base);
        number(part.headerLength());
        number(part.bodyLength());
        number(part.lines());
        number(part.fields().size());
        for (HeaderField field : part.fields()) {
            int code = KeptFields.NAMES.indexOf(field.name()) + 1;
            number(code);
            if (code == 0) {
                text(field.name());
            }
            text(field.value());
        }
        number(part.parts().size());
        for (Part inner : part.parts()) {
            part(inner, part.offset());
        }
    }

    private static int code(Part.Shape shape) {
        return switch (shape) {
            case LEAF -> 0;
            case MULTIPART -> 1;
            case MESSAGE -> 2;
        };
    }

    private void number(long value) {
        long rest = value;
        while (rest > 0x7F) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private void text(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        number(octets.length);
        out.writeBytes(octets);
    }
}
