package fr.pli.mime;

import fr.pli.mime.Part.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of what a message says, on one line (RFC 8970): of its first plain text, else of its first HTML, that is no attachment. Reads
 * a bounded piece of it.
 */
public final class TextPreview {

    /** Characters, supplementary ones counted once. */
    static final int LENGTH = 200;

    private static final int OCTETS = 32 * 1024;

    private TextPreview() {}

    /** Empty where there is no text to show. */
    public static String of(MessageIndex index, BodySource source) throws IOException {
        List<Part> texts = new ArrayList<>();
        collect(index.root(), texts);
        Optional<Part> plain = texts.stream().filter(part -> !isHtml(part)).findFirst();
        Optional<Part> shown = plain.isPresent() ? plain : texts.stream().findFirst();
        return shown.isPresent() ? cut(read(shown.get(), source)) : "";
    }

    private static void collect(Part part, List<Part> texts) {
        if (part.shape() == Shape.MULTIPART && !part.parts().isEmpty()) {
            part.parts().forEach(inside -> collect(inside, texts));
        } else if (part.shape() != Shape.MESSAGE && isShown(part)) {
            texts.add(part);
        }
    }

    private static boolean isShown(Part part) {
        boolean attached = part.header("Content-Disposition")
                .map(value -> Parameters.parse(value).value().equalsIgnoreCase("attachment"))
                .orElse(false);
        String subtype = part.mediaType().subtype();
        return part.mediaType().isText()
                && (subtype.equalsIgnoreCase("plain") || subtype.equalsIgnoreCase("html"))
                && !attached;
    }

    private static boolean isHtml(Part part) {
        return part.mediaType().subtype().equalsIgnoreCase("html");
    }

    private static String read(Part part, BodySource source) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        Optional<TransferEncoding> encoding = TransferEncoding.of(part);
        if (encoding.isEmpty()) {
            return "";
        }
        try (OutputStream decoder = encoding.get().decoder(octets)) {
            source.copy(part.bodyOffset(), Math.min(OCTETS, part.bodyLength()), decoder);
        }
        String text =
                octets.toString(TextCharset.toRead(part.mediaType().parameters().get("charset")));
        return isHtml(part) ? HtmlText.of(text) : text;
    }

    /** On one line; a character that was cut in two at the end of the piece is left out. */
    private static String cut(String text) {
        StringBuilder line = new StringBuilder();
        int count = 0;
        for (int at = 0; at < text.length() && count < LENGTH; ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                c = ' ';
            } else if (!isShown(c)) {
                continue;
            }
            if (c != ' ' || !line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.appendCodePoint(c);
                count++;
            }
        }
        return line.toString().strip();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> c != '\uFFFD';
        };
    }
}
