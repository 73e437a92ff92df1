package fr.pli.mime;

import fr.pli.mime.Part.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where a message holds text, and how it is read from there. The store is asked for regions that lie close together in one go, so that a message of many small
 * parts does not cost as many queries.
 */
final class TextRegions {

    /** Gaps of up to this many octets are read rather than split into two queries. */
    private static final long GAP = 32 * 1024;

    private final SearchText.Search texts;
    private final SearchText.Search headers;
    private final List<Region> regions = new ArrayList<>();

    private record Region(long offset, long length, Supplier<OutputStream> reader) {

        long end() {
            return offset + length;
        }
    }

    /**
     * @param texts looks in the text parts
     * @param headers looks in the headers of all parts; the same if it does not matter where something is found
     */
    TextRegions(SearchText.Search texts, SearchText.Search headers) {
        this.texts = texts;
        this.headers = headers;
    }

    /** A part with those inside it. */
    void add(Part part) {
        add(part.offset(), part.headerLength(), this::readHeader);
        MediaType type = part.mediaType();
        if (part.shape() != Shape.LEAF) {
            part.parts().forEach(this::add);
        }
        if (part.parts().isEmpty() && (type.isText() || type.type().equalsIgnoreCase("message"))) {
            TransferEncoding.of(part)
                    .ifPresent(encoding -> add(part.bodyOffset(), part.bodyLength(), () -> readBody(type, encoding)));
        }
    }

    /**
     * Reads them in order until the search has found.
     *
     * @return whether all of it was read
     */
    boolean read(BodySource source) throws IOException {
        boolean all = true;
        int from = 0;
        while (from < regions.size() && !found()) {
            int to = from + 1;
            while (to < regions.size()
                    && regions.get(to).offset() - regions.get(to - 1).end() <= GAP) {
                to++;
            }
            long begin = regions.get(from).offset();
            try (Router router = new Router(regions.subList(from, to))) {
                source.copy(begin, regions.get(to - 1).end() - begin, router);
                all &= router.atEnd();
            }
            from = to;
        }
        return all && !found();
    }

    private boolean found() {
        return texts.found() || headers.found();
    }

    private void add(long offset, long length, Supplier<OutputStream> reader) {
        if (length > 0) {
            regions.add(new Region(offset, length, reader));
        }
    }

    private OutputStream readHeader() {
        HeaderReader.Sink sink = (name, value, cut) -> headers.in(name + ": " + EncodedWords.decode(value));
        return new HeaderFields(new HeaderReader(HeaderReader.ALL, sink));
    }

    private OutputStream readBody(MediaType type, TransferEncoding encoding) {
        return encoding.decoder(
                new TextDecoder(TextCharset.toRead(type.parameters().get("charset")), texts));
    }

    /** Gives each region its own octets. */
    private static final class Router extends OutputStream {

        private final List<Region> regions;
        private long offset;
        private int current;
        private OutputStream reader = OutputStream.nullOutputStream();

        Router(List<Region> regions) {
            this.regions = regions;
            this.offset = regions.getFirst().offset();
        }

        boolean atEnd() {
            return current == regions.size();
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            int at = from;
            while (at < from + count && current < regions.size()) {
                Region region = regions.get(current);
                boolean before = offset < region.offset();
                int taken = (int) Math.min(from + count - at, (before ? region.offset() : region.end()) - offset);
                if (offset == region.offset()) {
                    reader = region.reader().get();
                }
                if (!before) {
                    reader.write(octets, at, taken);
                }
                at += taken;
                offset += taken;
                if (offset == region.end()) {
                    reader.close();
                    current++;
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (current < regions.size()) {
                reader.close();
            }
        }
    }
}
