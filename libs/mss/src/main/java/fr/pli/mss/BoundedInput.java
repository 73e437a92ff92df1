package fr.pli.mss;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A stream that fails once it gave its limit of octets, and remembers an I/O failure that a parser would disguise. */
final class BoundedInput extends FilterInputStream {

    private final String kind;
    private long left;
    private @Nullable IOException failure;

    BoundedInput(String kind, InputStream in, long limit) {
        super(in);
        this.kind = kind;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(octets, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        left -= Math.max(count, 0);
        if (left < 0) {
            throw new MssSyntaxException(kind, "", "larger than allowed");
        }
        return count;
    }

    /** Throws the failure of the stream below, if that is why parsing failed. */
    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
