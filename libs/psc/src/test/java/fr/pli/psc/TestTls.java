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

    /** The operator as its certificate says, RFC 2253. */
    String operatorName() {
        return operator.certificate().getSubjectX500Principal().getName();
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

    /** Shows the operator's certificate. */
    SSLContext context() {
        return showing(operator.keyStore(PASSWORD));
    }

    /** Shows the certificate of another structure. */
    SSLContext ofAnother() {
        return showing(igc.application("300000000099622").issue().keyStore(PASSWORD));
    }

    /** Shows a certificate with the operator's name from an authority that has the name of ours. */
    SSLContext ofImpostor() {
        return showing(igc.application("1450000017").fromStranger().issue().keyStore(PASSWORD));
    }

    /** Shows none. */
    SSLContext ofNobody() {
        return showing(authorities());
    }

    private SSLContext showing(KeyStore own) {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD.toCharArray());
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
