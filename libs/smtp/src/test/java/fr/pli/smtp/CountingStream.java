package fr.pli.smtp;

import java.io.OutputStream;

/** Keeps nothing but how much came, how often, and the most at once. */
final class CountingStream extends OutputStream {

    long count;
    int writes;
    int largest;

    @Override
    public void write(int octet) {
        write(new byte[1], 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) {
        count += length;
        writes++;
        largest = Math.max(largest, length);
    }
}
