package fr.pli.smtp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The octets of a message as DATA carries them: a dot at the start of a line is doubled (RFC 5321 section 4.5.2), no line is too long. */
final class DotStuffing extends FilterOutputStream {

    private final int longestLine;
    private byte last = '\n';
    private long inLine;

    /** @param longestLine in octets, its end left out */
    DotStuffing(OutputStream out, int longestLine) {
        super(out);
        this.longestLine = longestLine;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    /** @throws LongLineException before the octet that is one too many for its line */
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
            count(last);
        }
        out.write(block, from, offset + length - from);
    }

    private void count(byte octet) throws LongLineException {
        if (octet == '\n') {
            inLine = 0;
        } else if (octet != '\r' && ++inLine > longestLine) {
            throw new LongLineException(longestLine);
        }
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
