package fr.pli.mime;

import java.util.List;
import java.util.Optional;

/**
 * What FETCH and SEARCH need of a message without reading it again: its parts, where they lie, and the fields of ENVELOPE and
 * BODYSTRUCTURE. Computed once, as the message comes in.
 *
 * @param root the message itself
 */
public record MessageIndex(Part root) {

    /** Octets of the message. */
    public long size() {
        return root.end();
    }

    /**
     * Values of a field of the outermost header, all of them, in order; unfolded, RFC 2047 words as they came. Kept are the fields of
     * ENVELOPE, the {@code Content-} ones, References, Return-Path, Disposition-Notification-To, Auto-Submitted and {@code X-MSS-*}; if there
     * were more or longer ones than are kept, {@code root().complete()} is false.
     *
     * @param name in any case
     */
    public List<String> headers(String name) {
        return root.headers(name);
    }

    /** The first of {@link #headers(String)}. */
    public Optional<String> header(String name) {
        return root.header(name);
    }

    /** As the store keeps it: compact, with a version. */
    public byte[] encode() {
        return new IndexEncoder().encode(this);
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws IndexFormatException if it is anything else
     */
    public static MessageIndex decode(byte[] encoded) {
        return new IndexDecoder(encoded).decode();
    }
}
