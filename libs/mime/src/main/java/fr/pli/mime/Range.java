package fr.pli.mime;

import fr.pli.mime.BodySection.Partial;
import java.io.IOException;
import java.io.OutputStream;

/** Passes on the octets that a partial names, and counts them. Closing it closes nothing. */
final class Range extends OutputStream {

    private final Partial partial;
    private final OutputStream out;
    private long seen;
    private long passed;

    Range(Partial partial, OutputStream out) {
        this.partial = partial;
        this.out = out;
    }

    /** Octets that went on. */
    long passed() {
        return passed;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        long skip = Math.clamp(partial.offset() - seen, 0L, (long) count);
        long take = Math.min(count - skip, partial.length() - passed);
        seen += count;
        if (take > 0) {
            out.write(octets, from + (int) skip, (int) take);
            passed += take;
        }
    }
}
