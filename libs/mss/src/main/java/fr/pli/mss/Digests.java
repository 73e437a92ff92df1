package fr.pli.mss;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests that documents are compared by, in lower-case hexadecimal. */
public final class Digests {

    private Digests() {}

    /** What METADATA.XML calls hash. */
    public static String sha1(byte[] content) {
        return digest("SHA-1", content);
    }

    /** In lower-case hexadecimal. */
    public static String sha256(byte[] content) {
        return digest("SHA-256", content);
    }

    /**
     * The same of all that comes, of which nothing is kept.
     *
     * @throws IOException if {@code content} does
     */
    public static String sha256(InputStream content) throws IOException {
        MessageDigest digest = digest("SHA-256");
        byte[] block = new byte[16 * 1024];
        for (int count = content.read(block); count >= 0; count = content.read(block)) {
            digest.update(block, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** An OID below 2.25 (ITU-T X.667) that is the same for the same octets. */
    public static String oid(byte[] content) {
        return "2.25." + new BigInteger(sha256(content).substring(0, 32), 16);
    }

    private static String digest(String algorithm, byte[] content) {
        return HexFormat.of().formatHex(digest(algorithm).digest(content));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
