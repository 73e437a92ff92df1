package fr.pli.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message of a test with its index. */
public final class ScannedMessage {

    private final byte[] octets;
    private final MessageIndex index;

    ScannedMessage(byte[] octets) {
        this.octets = octets;
        this.index = MessageScanner.scan(octets);
    }

    /** @param text with LF, which is made CRLF */
    public static ScannedMessage of(String text) {
        return new ScannedMessage(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Its octets as a store would give them. */
    BodySource source() {
        return (offset, length, out) -> out.write(octets, (int) offset, (int) length);
    }

    /** Its sections. */
    SectionReader sections() {
        return new SectionReader(index, source());
    }

    public MessageIndex index() {
        return index;
    }

    public Part root() {
        return index.root();
    }

    /** A part of the root, from 0. */
    Part part(int number) {
        return root().parts().get(number);
    }

    /** Its header, with LF. */
    String header(Part part) {
        return slice(part.offset(), part.headerLength());
    }

    /** Its body, with LF. */
    String body(Part part) {
        return slice(part.bodyOffset(), part.bodyLength());
    }

    List<String> bodies() {
        return root().parts().stream().map(this::body).toList();
    }

    private String slice(long offset, long length) {
        return new String(octets, (int) offset, (int) length, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
