package fr.pli.imap;

import fr.pli.mime.MessageGoneException;
import fr.pli.mime.SectionData;
import fr.pli.mss.StoreUnavailableException;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One response line with literals in it. Nothing of it is sent before the first octet of a literal is there, so that a message that turns out
 * to be gone, or a store out of reach, leaves no half response behind.
 */
final class LiteralLine {

    private final Responses out;
    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    LiteralLine(Responses out) {
        this.out = out;
    }

    LiteralLine append(String piece) {
        text.append(piece);
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
            text.append("\"\"");
            return true;
        }
        Octets octets = new Octets(mark + "{" + data.length() + "}\r\n");
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
            text.append("NIL");
            return false;
        } catch (StoreUnavailableException e) {
            if (begun) {
                throw new IOException("a response cannot be finished", e);
            }
            throw e;
        }
    }

    void end() throws IOException {
        out.write(text.append("\r\n").toString());
    }

    private final class Octets extends OutputStream {

        private final String header;
        private boolean begun;

        private Octets(String header) {
            this.header = header;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            if (!begun) {
                begun = true;
                LiteralLine.this.begun = true;
                out.write(text.append(header).toString());
                text.setLength(0);
            }
            out.octets().write(octets, from, count);
        }
    }
}
