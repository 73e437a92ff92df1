package fr.pli.smtp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The data of DATA: takes the dots off (RFC 5321 section 4.5.2) and finds the end, which is {@code CRLF . CRLF} and nothing else
 * (section 4.1.1.4). Other line ends are text here; {@link MessageBody} refuses them. See docs/decisions/0701.
 */
final class DataDecoder {

    /** What came before the next octet. */
    private enum After {
        LINE_END,
        TEXT,
        CR,
        DOT,
        DOT_CR
    }

    private final OutputStream out;
    private After after = After.LINE_END;
    private boolean whole;

    DataDecoder(OutputStream out) {
        this.out = out;
    }

    /** Whether the end has come. */
    boolean isWhole() {
        return whole;
    }

    /** @return how many of the octets belong to the data: all, or those up to its end */
    int take(byte[] block, int length) throws IOException {
        int begin = 0;
        for (int i = 0; i < length; i++) {
            byte octet = block[i];
            switch (after) {
                case TEXT -> {
                    i = carriageReturn(block, i, length);
                    after = i < length ? After.CR : After.TEXT;
                }
                case CR -> after = octet == '\n' ? After.LINE_END : text(octet);
                case LINE_END -> {
                    if (octet == '.') {
                        out.write(block, begin, i - begin);
                        begin = i + 1;
                        after = After.DOT;
                    } else {
                        after = text(octet);
                    }
                }
                case DOT -> {
                    if (octet == '\r') {
                        begin = i + 1;
                        after = After.DOT_CR;
                    } else {
                        after = text(octet);
                    }
                }
                case DOT_CR -> {
                    if (octet == '\n') {
                        whole = true;
                        return i + 1;
                    }
                    out.write('\r');
                    after = text(octet);
                }
            }
        }
        out.write(block, begin, length - begin);
        return length;
    }

    /** Where the next CR is; almost all octets of a message are passed here. */
    private static int carriageReturn(byte[] block, int from, int end) {
        int at = from;
        while (at < end && block[at] != '\r') {
            at++;
        }
        return at;
    }

    private static After text(byte octet) {
        return octet == '\r' ? After.CR : After.TEXT;
    }
}
