package fr.pli.imap;

import fr.pli.imap.syntax.ClientInput;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** All that a client ever says, as characters of one octet. Where it ends, the client is gone. */
public final class WrittenInput implements ClientInput {

    private final byte[] octets;
    private int at;
    private int invitations;

    public WrittenInput(String text) {
        octets = text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How often it was asked for a literal. */
    public int invitations() {
        return invitations;
    }

    @Override
    public byte[] readLine() throws EOFException {
        for (int end = at; end + 1 < octets.length; end++) {
            if (octets[end] == '\r' && octets[end + 1] == '\n') {
                byte[] line = Arrays.copyOfRange(octets, at, end);
                at = end + 2;
                return line;
            }
        }
        throw new EOFException("the client closed");
    }

    @Override
    public InputStream octets() {
        return new Rest();
    }

    @Override
    public void invite() {
        invitations++;
    }

    /** Moves on with what is read of it. */
    private final class Rest extends InputStream {

        @Override
        public int read() throws EOFException {
            if (at == octets.length) {
                throw new EOFException("the client closed");
            }
            return octets[at++] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws EOFException {
            if (at == octets.length) {
                throw new EOFException("the client closed");
            }
            int count = new ByteArrayInputStream(octets, at, octets.length - at).read(target, offset, length);
            at += count;
            return count;
        }
    }
}
