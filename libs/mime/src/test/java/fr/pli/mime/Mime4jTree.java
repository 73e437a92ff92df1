package fr.pli.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.MimeConfig;

/** The parts of a message as mime4j sees them, as a text to compare with. */
final class Mime4jTree extends AbstractContentHandler {

    private final StringBuilder tree = new StringBuilder();

    static String of(byte[] message) throws IOException, MimeException {
        Mime4jTree handler = new Mime4jTree();
        MimeStreamParser parser = new MimeStreamParser(MimeConfig.PERMISSIVE);
        parser.setContentHandler(handler);
        parser.setContentDecoding(false);
        parser.parse(new ByteArrayInputStream(message));
        return handler.tree.toString();
    }

    /** The same text from an index. */
    static String of(byte[] message, Part part) {
        return switch (part.shape()) {
            case LEAF -> leaf(part.mediaType().toString(), octets(message, part));
            case MULTIPART -> {
                StringBuilder tree = new StringBuilder("(" + part.mediaType());
                part.parts().forEach(inner -> tree.append(of(message, inner)));
                yield tree + ")";
            }
            case MESSAGE -> "{" + of(message, part.parts().getFirst()) + "}";
        };
    }

    private static String octets(byte[] message, Part part) {
        return new String(message, (int) part.bodyOffset(), (int) part.bodyLength(), StandardCharsets.UTF_8);
    }

    private static String leaf(String type, String body) {
        return "[" + type + ":" + body + "]";
    }

    private int depth;

    @Override
    public void startMessage() {
        tree.append(depth++ == 0 ? "" : "{");
    }

    @Override
    public void endMessage() {
        tree.append(--depth == 0 ? "" : "}");
    }

    @Override
    public void startMultipart(BodyDescriptor type) {
        tree.append('(').append(type.getMimeType());
    }

    @Override
    public void endMultipart() {
        tree.append(')');
    }

    @Override
    public void body(BodyDescriptor type, InputStream body) throws IOException {
        tree.append(leaf(type.getMimeType(), new String(body.readAllBytes(), StandardCharsets.UTF_8)));
    }
}
