package fr.pli.mss;

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

    /** An OID below 2.25 (ITU-T X.667) that is the same for the same octets. */
    public static String oid(byte[] content) {
        return "2.25." + new BigInteger(sha256(content).substring(0, 32), 16);
    }

    private static String digest(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
