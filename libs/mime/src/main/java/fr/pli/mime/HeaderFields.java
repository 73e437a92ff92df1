package fr.pli.mime;

import java.io.OutputStream;
import java.util.Arrays;

/** Takes the octets of a header and hands its fields to a {@link HeaderReader}. Close it after the last octet. */
final class HeaderFields extends OutputStream {

    private static final int LONGEST_LINE = HeaderReader.LONGEST_VALUE + 128;

    private final HeaderReader reader;
    private byte[] line = new byte[256];
    private int length;
    private boolean cut;

    HeaderFields(HeaderReader reader) {
        this.reader = reader;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (octets[i] == '\n') {
                endLine();
            } else if (length == LONGEST_LINE) {
                cut = true;
            } else {
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = octets[i];
            }
        }
    }

    @Override
    public void close() {
        endLine();
        reader.flush();
    }

    private void endLine() {
        boolean afterReturn = length > 0 && line[length - 1] == '\r';
        reader.line(line, afterReturn ? length - 1 : length, cut);
        length = 0;
        cut = false;
    }
}
