package fr.pli.mime;

import java.io.IOException;
import java.io.OutputStream;

/** Where a message that comes in is written: it is spooled and scanned as it passes. Closed before {@link #finish()}, it gives the spool back. */
public final class ContentWriter extends OutputStream {

    private final Spool spool;
    private final MessageScanner scanner = new MessageScanner();
    private boolean finished;

    /** @param spool empty; this owns it from now on */
    public ContentWriter(Spool spool) {
        this.spool = spool;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        spool.write(octets, from, count);
        scanner.write(octets, from, count);
    }

    /** Octets so far. */
    public long size() {
        return spool.size();
    }

    /** The message is whole. The spool belongs to the content that is returned; call it once. */
    public Content finish() {
        finished = true;
        return new Content(spool, scanner.finish());
    }

    @Override
    public void close() {
        if (!finished) {
            spool.close();
        }
    }
}
