package fr.pli.psc;

import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A PSC's certificate, an operator's client certificate, and whom both trust. */
final class TestTls implements AutoCloseable {

    static final String PASSWORD = "pli-test";

    private final TestIgc igc = TestIgc.create();
    private final Credential server = igc.server("127.0.0.1").issue();
    private final Credential operator = igc.application("1450000017").issue();

    Credential server() {
        return server;
    }

    Credential operator() {
        return operator;
    }

    KeyStore authorities() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("root", igc.root());
            store.setCertificateEntry("issuing", igc.issuing());
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Of the operator. */
    SSLContext context() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(operator.keyStore(PASSWORD), PASSWORD.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        igc.close();
    }
}
