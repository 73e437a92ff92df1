package fr.pli.operator;

import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS as clients have it: they trust the test hierarchy and show a certificate or none. */
final class Clients {

    private static final String PASSWORD = "pli";

    private Clients() {}

    /** One that shows this certificate, if any. */
    static SSLContext tls(TestIgc igc, Optional<Credential> shown) {
        return tls("TLS", igc, shown);
    }

    /** One that speaks no later version than this. */
    static SSLContext tls(String version, TestIgc igc, Optional<Credential> shown) {
        try {
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry("root", igc.root());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(roots);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(shown.map(one -> one.keyStore(PASSWORD)).orElse(null), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance(version);
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError("every Java platform has TLS", e);
        }
    }
}
