package fr.pli.smtp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The octets of a message as DATA carries them: a dot at the start of a line is doubled (RFC 5321 section 4.5.2). */
final class DotStuffing extends FilterOutputStream {

    private byte last = '\n';

    DotStuffing(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (block[i] == '.' && last == '\n') {
                out.write(block, from, i - from);
                out.write('.');
                from = i;
            }
            last = block[i];
        }
        out.write(block, from, offset + length - from);
    }

    /** The end of the message: a line of one dot. */
    void finish() throws IOException {
        if (last != '\n') {
            out.write('\r');
            out.write('\n');
        }
        out.write('.');
        out.write('\r');
        out.write('\n');
    }
}
