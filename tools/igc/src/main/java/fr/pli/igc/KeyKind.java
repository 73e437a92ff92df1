package fr.pli.igc;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** Kinds of key that the hierarchy can make. IGC Santé itself has RSA 2048 below RSA 4096; the elliptic one is for benches. */
public enum KeyKind {
    RSA_2048("RSA", "SHA256withRSA", 2048),
    RSA_4096("RSA", "SHA256withRSA", 4096),
    P_256("EC", "SHA256withECDSA", 256);

    private final String algorithm;
    private final String signature;
    private final int bits;

    KeyKind(String algorithm, String signature, int bits) {
        this.algorithm = algorithm;
        this.signature = signature;
        this.bits = bits;
    }

    String signature() {
        return signature;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform makes " + this + " keys", e);
        }
    }
}
