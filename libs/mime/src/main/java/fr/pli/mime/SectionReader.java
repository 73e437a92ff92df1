package fr.pli.mime;

import fr.pli.mime.BodySection.Partial;
import fr.pli.mime.BodySection.What;
import fr.pli.mime.Part.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Finds sections of one message (RFC 9051 section 6.4.5.1) and hands out their octets as slices of what is stored. What has to be worked out, filtered headers and
 * decoded bodies, is held in memory while it is small; else it is worked out twice, for the length and for the octets.
 */
public final class SectionReader {

    private static final int SMALL = 256 * 1024;

    private final MessageIndex index;
    private final BodySource source;
    private final Large large;

    /** Octets that may still be held of this message, for all sections together: a client may ask for a hundred of them. */
    private long room = SMALL;

    /** Is told of work on much text: both are called on the same thread, in turn. */
    public interface Large {

        /** Tells nobody. */
        Large NOBODY = new Large() {
            @Override
            public void begins() {}

            @Override
            public void ends() {}
        };

        /** @throws IOException to give the work up */
        void begins() throws IOException;

        void ends();
    }

    public SectionReader(MessageIndex index, BodySource source) {
        this(index, source, Large.NOBODY);
    }

    /** @param large is told of what is worked out of more than 256 KB */
    public SectionReader(MessageIndex index, BodySource source, Large large) {
        this.index = index;
        this.source = source;
        this.large = large;
    }

    /**
     * A BODY section.
     *
     * @return empty if the message has no such part: {@code NIL}
     * @throws MessageGoneException if the message is no longer there
     */
    public Optional<SectionData> section(BodySection section, Partial partial) throws IOException {
        Optional<Part> part = part(section.path());
        Optional<Part> message = section.path().isEmpty()
                ? part
                : part.filter(p -> p.shape() == Shape.MESSAGE)
                        .map(p -> p.parts().getFirst());
        return switch (section.what()) {
            case CONTENT ->
                section.path().isEmpty()
                        ? Optional.of(slice(0, index.size(), partial))
                        : part.map(p -> body(p, partial));
            case MIME -> part.map(p -> header(p, partial));
            case HEADER -> message.map(m -> header(m, partial));
            case TEXT -> message.map(m -> body(m, partial));
            case HEADER_FIELDS, HEADER_FIELDS_NOT ->
                message.isEmpty() ? Optional.empty() : Optional.of(filtered(message.get(), section, partial));
        };
    }

    /** PREVIEW: the beginning of what the message says (RFC 8970), empty where it says nothing. */
    public String preview() throws IOException {
        return TextPreview.of(index, source);
    }

    /**
     * BINARY: the body of a part with its transfer encoding taken off (RFC 3516).
     *
     * @return empty if there is no such part
     * @throws MessageGoneException if the message is no longer there
     * @throws UnknownEncodingException if nobody knows the encoding: {@code NO [UNKNOWN-CTE]}
     */
    public Optional<SectionData> binary(List<Integer> path, Partial partial)
            throws IOException, UnknownEncodingException {
        Optional<Part> found = part(path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Part part = found.get();
        if (path.isEmpty()) {
            return Optional.of(slice(0, index.size(), partial));
        }
        TransferEncoding encoding = part.shape() == Shape.LEAF
                ? TransferEncoding.of(part)
                        .orElseThrow(() -> new UnknownEncodingException(TransferEncoding.nameOf(part)))
                : TransferEncoding.IDENTITY;
        if (encoding == TransferEncoding.IDENTITY) {
            return Optional.of(body(part, partial));
        }
        return Optional.of(workedOut(part.bodyLength(), partial, out -> {
            try (OutputStream decoder = encoding.decoder(out)) {
                copy(part.bodyOffset(), part.bodyLength(), decoder);
            }
        }));
    }

    /** The part of that number: of a message that is no multipart, its body is part 1; numbers go on through the messages that parts carry. */
    private Optional<Part> part(List<Integer> path) {
        Part part = index.root();
        List<Part> numbered = numberedIn(part);
        for (int number : path) {
            if (number > numbered.size()) {
                return Optional.empty();
            }
            part = numbered.get(number - 1);
            numbered = part.shape() == Shape.MESSAGE ? numberedIn(part.parts().getFirst()) : part.parts();
        }
        return Optional.of(part);
    }

    private static List<Part> numberedIn(Part message) {
        return message.shape() == Shape.MULTIPART && !message.parts().isEmpty() ? message.parts() : List.of(message);
    }

    private SectionData filtered(Part part, BodySection section, Partial partial) throws IOException {
        boolean wanted = section.what() == What.HEADER_FIELDS;
        return workedOut(part.headerLength(), partial, out -> {
            try (HeaderFilter filter = new HeaderFilter(section.fields(), wanted, out)) {
                copy(part.offset(), part.headerLength(), filter);
            }
        });
    }

    private SectionData header(Part part, Partial partial) {
        return slice(part.offset(), part.headerLength(), partial);
    }

    private SectionData body(Part part, Partial partial) {
        return slice(part.bodyOffset(), part.bodyLength(), partial);
    }

    private SectionData slice(long offset, long length, Partial partial) {
        long from = Math.min(partial.offset(), length);
        long count = Math.min(partial.length(), length - from);
        return new Worked(count, out -> copy(offset + from, count, out));
    }

    private SectionData workedOut(long inputLength, Partial partial, Work work) throws IOException {
        if (inputLength <= SMALL) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            work.writeTo(new Range(partial, all));
            if (all.size() <= room) {
                room -= all.size();
                return new Worked(all.size(), all::writeTo);
            }
            return new Worked(all.size(), out -> work.writeTo(new Range(partial, out)));
        }
        Range counted = new Range(partial, OutputStream.nullOutputStream());
        large.begins();
        try {
            work.writeTo(counted);
        } finally {
            large.ends();
        }
        return new Worked(counted.passed(), out -> work.writeTo(new Range(partial, out)));
    }

    private void copy(long offset, long length, OutputStream out) throws IOException {
        if (length == 0) {
            return;
        }
        Range count = new Range(Partial.WHOLE, out);
        source.copy(offset, length, count);
        if (count.passed() != length) {
            throw new MessageGoneException();
        }
    }

    /** Writes octets, the same ones each time. */
    private interface Work {
        void writeTo(OutputStream out) throws IOException;
    }

    private record Worked(long length, Work work) implements SectionData {

        @Override
        public void copyTo(OutputStream out) throws IOException {
            work.writeTo(out);
        }
    }
}
