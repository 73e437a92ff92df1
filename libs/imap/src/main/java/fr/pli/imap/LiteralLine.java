package fr.pli.imap;

import fr.pli.mime.MessageGoneException;
import fr.pli.mime.SectionData;
import fr.pli.mss.StoreUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One response line with literals in it. Nothing of it is sent before the first octet of a literal is there, so that a message that turns out
 * to be gone, or a store out of reach, leaves no half response behind.
 */
final class LiteralLine {

    /** Octets of a literal after which it is asked again whether the client may be shown more: a smaller one is finished. */
    private static final int ASKED_AGAIN = 64 * 1024;

    private static final byte INSTEAD_OF_NUL = (byte) 0x80;

    private final Responses out;
    private final List<String> text = new ArrayList<>();
    private boolean begun;

    LiteralLine(Responses out) {
        this.out = out;
    }

    /** @throws SessionOverException if nothing more may be shown and nothing of this line was sent */
    private void requireOpen() throws IOException {
        try {
            out.requireOpen();
        } catch (SessionOverException e) {
            if (begun) {
                throw new IOException("a response is not finished", e);
            }
            throw e;
        }
    }

    LiteralLine append(String piece) {
        text.add(piece);
        return this;
    }

    /**
     * Adds a string.
     *
     * @param mark {@code ~} for a binary one, else empty
     * @return false, and then NIL was added, if the message is gone and this line has begun already
     * @throws MessageGoneException if it is gone and nothing was sent
     */
    boolean append(String mark, SectionData data) throws IOException {
        if (data.length() == 0) {
            text.add("\"\"");
            return true;
        }
        Octets octets = new Octets(mark + "{" + data.length() + "}\r\n", !mark.isEmpty());
        try {
            data.copyTo(octets);
            return true;
        } catch (MessageGoneException e) {
            if (octets.begun) {
                throw new IOException("a literal cannot be finished", e);
            }
            if (!begun) {
                throw e;
            }
            text.add("NIL");
            return false;
        } catch (StoreUnavailableException e) {
            if (begun) {
                throw new IOException("a response cannot be finished", e);
            }
            throw e;
        }
    }

    void end() throws IOException {
        if (!begun) {
            requireOpen();
        }
        text.add("\r\n");
        writeText();
    }

    /** Piece by piece: a client that does not read makes us keep them once only. */
    private void writeText() throws IOException {
        for (String piece : text) {
            out.write(piece);
        }
        text.clear();
    }

    /** A literal that is not binary holds no NUL (RFC 9051 section 9, CHAR8); 0x80 takes its place, so that lengths stay. BINARY tells the octets as they are. */
    private void writeWithoutNul(byte[] octets, int from, int count) throws IOException {
        int first = from;
        while (first < from + count && octets[first] != 0) {
            first++;
        }
        if (first == from + count) {
            out.octets().write(octets, from, count);
            return;
        }
        byte[] others = Arrays.copyOfRange(octets, from, from + count);
        for (int i = first - from; i < count; i++) {
            others[i] = others[i] == 0 ? INSTEAD_OF_NUL : others[i];
        }
        out.octets().write(others);
    }

    private final class Octets extends OutputStream {

        private final String header;
        private final boolean binary;
        private boolean begun;
        private int sinceAsked;

        private Octets(String header, boolean binary) {
            this.header = header;
            this.binary = binary;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            for (int done = 0; done < count; ) {
                int some = Math.min(count - done, ASKED_AGAIN - sinceAsked);
                if (some == 0 || !begun) {
                    requireOpen();
                    sinceAsked = 0;
                }
                writeSome(octets, from + done, some);
                sinceAsked += some;
                done += some;
            }
        }

        private void writeSome(byte[] octets, int from, int count) throws IOException {
            if (!begun) {
                begun = true;
                LiteralLine.this.begun = true;
                text.add(header);
                writeText();
            }
            if (binary) {
                out.octets().write(octets, from, count);
            } else {
                writeWithoutNul(octets, from, count);
            }
        }
    }
}
