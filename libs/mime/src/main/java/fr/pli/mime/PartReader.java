package fr.pli.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads the parts of a message in memory for a person, who wants to see what can be seen: encodings that are misspelt, base64 without its
 * end, unknown charsets and names written against the rules are understood as far as possible and never an error. It takes time that grows
 * with the message and no faster.
 */
public final class PartReader {

    private final byte[] message;
    private final MessageIndex index;

    /** @param message as it came; not copied */
    public PartReader(byte[] message) {
        this.message = message;
        this.index = MessageScanner.scan(message);
    }

    /** The message itself. */
    public Part root() {
        return index.root();
    }

    /** The fields of that name in the header of the message itself as they stand, those that no index keeps among them, and the blank line that ends a header. */
    public String fields(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream filter = new HeaderFilter(List.of(name), true, out)) {
            filter.write(message, 0, (int) root().headerLength());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** The body of a part without its transfer encoding; as it stands if nobody knows the encoding. */
    public byte[] octets(Part part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) part.bodyLength());
        try (OutputStream decoder = encoding(part).decoder(out)) {
            decoder.write(message, (int) part.bodyOffset(), (int) part.bodyLength());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    /** The body of a text in its charset; where the octets are not of that, in what they most likely are. */
    public String text(Part part) {
        byte[] octets = octets(part);
        Charset charset = TextCharset.toRead(part.mediaType().parameters().get("charset"));
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException notThat) {
            return new String(octets, charset.equals(StandardCharsets.UTF_8) ? TextCharset.WINDOWS : charset);
        }
    }

    /** The name of the file that a part is (RFC 2183, RFC 2231, RFC 2047); empty if it has none. */
    public static Optional<String> fileName(Part part) {
        return part.header("Content-Disposition")
                .flatMap(value -> ParameterText.of(Parameters.parse(value).parameters(), "filename"))
                .or(() -> part.header("Content-Type")
                        .flatMap(value ->
                                ParameterText.of(Parameters.parse(value).parameters(), "name")))
                .filter(name -> !name.isBlank());
    }

    /** Whether the part says that it is no text to be shown in its place (RFC 2183). */
    public static boolean isAttachment(Part part) {
        return part.header("Content-Disposition")
                .map(value -> Parameters.parse(value).value())
                .filter("attachment"::equalsIgnoreCase)
                .isPresent();
    }

    /** Some write {@code 7-bit}, {@code base-64}, {@code quotedprintable}: the letters and digits say what they mean. */
    private static TransferEncoding encoding(Part part) {
        StringBuilder letters = new StringBuilder();
        TransferEncoding.nameOf(part)
                .chars()
                .filter(Character::isLetterOrDigit)
                .limit(20)
                .forEach(c -> letters.append((char) c));
        return switch (letters.toString()) {
            case "base64", "b64", "xbase64" -> TransferEncoding.BASE64;
            case "quotedprintable", "qp", "xquotedprintable" -> TransferEncoding.QUOTED_PRINTABLE;
            default -> TransferEncoding.IDENTITY;
        };
    }
}
