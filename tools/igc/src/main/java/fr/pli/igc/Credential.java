package fr.pli.igc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/** A private key with its certificate and those of its issuers, leaf first, the root left out. */
public record Credential(PrivateKey key, List<X509Certificate> chain) {

    /** The leaf. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** A key store in memory with the one entry {@code pli}. */
    public KeyStore keyStore(String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("pli", key, password.toCharArray(), chain.toArray(new Certificate[0]));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform keeps a key in PKCS#12", e);
        }
    }

    /**
     * Writes {@code NAME.pem} (chain), {@code NAME-key.pem} (PKCS#8) and {@code NAME.p12} (password {@code pli}) into a folder.
     *
     * @return the folder
     * @throws IOException if it cannot
     */
    public Path write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".pem"), Pem.certificates(chain));
        Files.writeString(folder.resolve(name + "-key.pem"), Pem.key(key));
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".p12"))) {
            keyStore("pli").store(out, "pli".toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform writes PKCS#12", e);
        }
        return folder;
    }
}
