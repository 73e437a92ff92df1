package fr.pli.mss;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests that documents are compared by, in lower-case hexadecimal. */
final class Digests {

    private Digests() {}

    /** What METADATA.XML calls hash. */
    static String sha1(byte[] content) {
        return digest("SHA-1", content);
    }

    static String sha256(byte[] content) {
        return digest("SHA-256", content);
    }

    private static String digest(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
