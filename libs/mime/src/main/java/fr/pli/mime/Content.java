package fr.pli.mime;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A message that has come in whole, not stored yet: its octets, and what was learnt as they passed. */
public record Content(Spool spool, MessageIndex index) implements AutoCloseable {

    /** Writes the body of a part without its transfer encoding; one of an encoding that nobody knows as it is. Closes {@code out}. */
    public void decode(Part part, OutputStream out) throws IOException {
        try (InputStream octets = spool.open();
                OutputStream decoder = TransferEncoding.of(part)
                        .orElse(TransferEncoding.IDENTITY)
                        .decoder(out)) {
            octets.skipNBytes(part.bodyOffset());
            byte[] some = new byte[8 * 1024];
            for (long left = part.bodyLength(); left > 0; ) {
                int count = octets.readNBytes(some, 0, (int) Math.min(some.length, left));
                if (count == 0) {
                    throw new EOFException("the part does not end within the message");
                }
                decoder.write(some, 0, count);
                left -= count;
            }
        }
    }

    @Override
    public void close() {
        spool.close();
    }
}
