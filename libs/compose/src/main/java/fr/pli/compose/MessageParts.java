package fr.pli.compose;

import fr.pli.mime.MediaType;
import fr.pli.mime.Part;
import fr.pli.mime.PartReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The parts of a message by what they are for: its text, its archives, its other files, and the messages that it carries. */
final class MessageParts {

    /**
     * A part that is a file.
     *
     * @param forwarded whether it is of a message that the message carries
     */
    record Found(String name, PartReader reader, Part part, boolean forwarded) {}

    private static final int MAX_TEXT = 1_000_000;

    /** Messages inside each other that had to be decoded first. */
    private static final int MAX_ENCODED = 5;

    /** Octets before the first delimiter. */
    private static final int MAX_PREAMBLE = 64 * 1024;

    private static final Set<String> ZIP =
            Set.of("application/zip", "application/x-zip", "application/x-zip-compressed");

    private final List<Found> zips = new ArrayList<>();
    private final List<Found> files = new ArrayList<>();
    private final List<Found> forwards = new ArrayList<>();
    private final List<Part> messages = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private MessageParts() {}

    static MessageParts of(PartReader reader) {
        MessageParts parts = new MessageParts();
        parts.messages.add(reader.root());
        parts.walk(reader, reader.root(), false, true, 0);
        return parts;
    }

    /** ZIP archives, IHE_XDM or not. */
    List<Found> zips() {
        return zips;
    }

    /** What is neither text nor archive nor message. */
    List<Found> files() {
        return files;
    }

    /** Messages that it carries as attachments. */
    List<Found> forwards() {
        return forwards;
    }

    /** The message itself and those. */
    List<Part> messages() {
        return messages;
    }

    /** The text, that of HTML where there is no plain one; as long as one reads. */
    String text() {
        return text.toString().strip();
    }

    /** @param html whether HTML counts as text here: not beside a plain text that says the same */
    private void walk(PartReader reader, Part part, boolean forwarded, boolean html, int encoded) {
        switch (part.shape()) {
            case MULTIPART -> {
                if (part.parts().isEmpty()) {
                    withoutBoundary(reader, part, forwarded, encoded);
                }
                boolean alternatives = part.mediaType().is("multipart", "alternative");
                boolean counts = html && !(alternatives && hasPlainText(reader, part));
                part.parts().forEach(inner -> walk(reader, inner, forwarded, counts, encoded));
            }
            case MESSAGE -> {
                Part message = part.parts().getFirst();
                forward(reader, part, message);
                walk(reader, message, true, true, encoded);
            }
            case LEAF -> leaf(reader, part, forwarded, html, encoded);
        }
    }

    private void leaf(PartReader reader, Part part, boolean forwarded, boolean html, int encoded) {
        MediaType type = part.mediaType();
        if (declares(part, MediaType::isMultipart)) {
            withoutBoundary(reader, part, forwarded, encoded);
        } else if (isEncodedMessage(part) && encoded < MAX_ENCODED) {
            PartReader inner = new PartReader(reader.octets(part));
            forward(reader, part, inner.root());
            walk(inner, inner.root(), true, true, encoded + 1);
        } else if (isPlainText(part)) {
            add(forwarded, reader.text(part));
        } else if (isInline(part) && type.is("text", "html")) {
            add(forwarded || !html, html ? HtmlText.of(cut(reader.text(part))) : "");
        } else if (part.bodyLength() > 0) {
            Found file = new Found(name(part), reader, part, forwarded);
            (isZip(file) ? zips : files).add(file);
        }
    }

    /** A multipart whose header names no boundary, or one that never comes: the first line that looks like a delimiter tells it. */
    private void withoutBoundary(PartReader reader, Part part, boolean forwarded, int encoded) {
        byte[] body = reader.octets(part);
        Optional<String> boundary = new String(
                        body, 0, Math.min(body.length, MAX_PREAMBLE), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("--") && line.strip().length() > 2 && line.indexOf('"') < 0)
                .map(line -> line.substring(2).stripTrailing())
                .findFirst();
        if (boundary.isEmpty() || encoded >= MAX_ENCODED) {
            add(forwarded, reader.text(part));
            return;
        }
        ByteArrayOutputStream mended = new ByteArrayOutputStream(body.length + 1_000);
        mended.writeBytes(("Content-Type: multipart/mixed; boundary=\"" + boundary.get() + "\"\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        mended.writeBytes(body);
        PartReader inner = new PartReader(mended.toByteArray());
        if (inner.root().parts().isEmpty()) {
            add(forwarded, reader.text(part));
        } else {
            walk(inner, inner.root(), forwarded, true, encoded + 1);
        }
    }

    private void forward(PartReader reader, Part part, Part message) {
        messages.add(message);
        forwards.add(new Found(name(part), reader, part, true));
    }

    private void add(boolean elsewhere, String more) {
        if (!elsewhere && !more.isBlank() && text.length() < MAX_TEXT) {
            text.append(text.isEmpty() ? "" : "\n\n").append(cut(more).strip());
        }
    }

    private static boolean hasPlainText(PartReader reader, Part part) {
        return isPlainText(part) && !reader.text(part).isBlank()
                || part.shape() == Part.Shape.MULTIPART
                        && part.parts().stream().anyMatch(inner -> hasPlainText(reader, inner));
    }

    private static boolean isPlainText(Part part) {
        return part.shape() == Part.Shape.LEAF
                && isInline(part)
                && part.mediaType().is("text", "plain");
    }

    private static boolean isInline(Part part) {
        return !PartReader.isAttachment(part) && PartReader.fileName(part).isEmpty();
    }

    /** RFC 2046 forbids to encode a message; some do, and others call it a file. */
    private static boolean isEncodedMessage(Part part) {
        return declares(part, MediaType::isMessage)
                || PartReader.fileName(part)
                        .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".eml"))
                        .isPresent();
    }

    /** By its header, which the scanner could not follow. */
    private static boolean declares(Part part, Predicate<MediaType> kind) {
        return part.header("Content-Type")
                .flatMap(MediaType::parse)
                .filter(kind)
                .isPresent();
    }

    private static boolean isZip(Found file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        return name.endsWith(".zip")
                || ZIP.contains(file.part().mediaType().toString())
                || name.indexOf('.') < 0 && startsAsZip(file.reader().octets(file.part()));
    }

    private static boolean startsAsZip(byte[] octets) {
        return octets.length > 4 && octets[0] == 'P' && octets[1] == 'K' && octets[2] == 3 && octets[3] == 4;
    }

    private String name(Part part) {
        int number = zips.size() + files.size() + forwards.size() + 1;
        return PartReader.fileName(part)
                .map(ShownText::line)
                .orElse(part.mediaType().toString().replace('/', '-') + "-" + number);
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
