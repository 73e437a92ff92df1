package fr.pli.mime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Which runs of three characters the text and the headers of a message hold, as a Bloom filter of one hash: a text of which one run is not in it
 * is nowhere in the message. It tells nothing for certain of what may be there. A store keeps it with {@link #VERSION}.
 *
 * @param bits of a power of two of octets, 64 to 4096; bit {@code n} is {@code 1 << n % 8} of octet {@code n / 8}
 */
@SuppressWarnings("ArrayRecordComponent") // read only, compared by nobody
public record TextSignature(byte[] bits) {

    /** Of how texts are decoded, folded and hashed: signatures of another version tell nothing. */
    public static final int VERSION = 1;

    private static final int MOST = 1 << 15;
    private static final int LEAST = 1 << 9;
    private static final int BITS_EACH = 2;

    /** Where the hash of a run lies in the largest signature; in a smaller one, its remainder. */
    static int place(char first, char second, char third) {
        int hash = (first * 31 + second) * 31 + third;
        hash *= 0x9E3779B1;
        hash ^= hash >>> 15;
        hash *= 0x85EBCA77;
        return (hash ^ hash >>> 13) & MOST - 1;
    }

    /** Makes one of the characters of texts, as {@link Composer} gives them. */
    public static final class Builder {

        private final long[] words = new long[MOST / Long.SIZE];
        private char first = Composer.NONE;
        private char second = Composer.NONE;

        void next(char third) {
            if (first != Composer.NONE) {
                int place = place(first, second, third);
                words[place / Long.SIZE] |= 1L << place;
            }
            first = second;
            second = third;
        }

        /** The text is over; another may follow. */
        void endOfText() {
            first = Composer.NONE;
            second = Composer.NONE;
        }

        /** As small as it can be while most of it is empty; to be called once. */
        public TextSignature end() {
            int runs = 0;
            for (long word : words) {
                runs += Long.bitCount(word);
            }
            int size = MOST;
            while (size > LEAST && size / 2 >= runs * BITS_EACH) {
                size /= 2;
                for (int i = 0; i < size / Long.SIZE; i++) {
                    words[i] |= words[i + size / Long.SIZE];
                }
            }
            ByteBuffer bits = ByteBuffer.allocate(size / Byte.SIZE).order(ByteOrder.LITTLE_ENDIAN);
            bits.asLongBuffer().put(words, 0, size / Long.SIZE);
            return new TextSignature(bits.array());
        }
    }
}
