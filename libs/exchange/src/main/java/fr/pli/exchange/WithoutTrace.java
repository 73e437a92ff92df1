package fr.pli.exchange;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes a message on and digests what stands after its first header field, which is the trace that our own engine has put there. */
public final class WithoutTrace extends FilterOutputStream {

    /** What the next octet is. */
    private enum At {
        FIELD,
        LINE_START,
        MESSAGE
    }

    private final MessageDigest sha256 = newSha256();
    private At at = At.FIELD;

    public WithoutTrace(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
        out.write(block, offset, length);
        int i = offset;
        int end = offset + length;
        while (i < end && at != At.MESSAGE) {
            byte octet = block[i];
            if (at == At.LINE_START && octet != ' ' && octet != '\t') {
                at = At.MESSAGE;
            } else {
                at = octet == '\n' ? At.LINE_START : At.FIELD;
                i++;
            }
        }
        sha256.update(block, i, end - i);
    }

    /** The digest in hexadecimal; call it once, when the message is whole. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
