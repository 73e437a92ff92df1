package fr.pli.wire;

import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.tls.ClientCertificate;
import fr.pli.tls.KeySource;
import fr.pli.tls.TlsContext;
import fr.pli.tls.TlsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Both sides of TLS for tests, on one test hierarchy for the whole run. */
public final class TestTls {

    private static final String PASSWORD = "pli";
    private static final TestIgc IGC = TestIgc.create();
    private static final TlsContext SERVER = open();

    private TestTls() {}

    /** The hierarchy, to order client certificates from. */
    public static TestIgc igc() {
        return IGC;
    }

    /** A server's context that asks for a client certificate and takes clients without one. */
    public static TlsContext server() {
        return SERVER;
    }

    /** A client that trusts the hierarchy and has no certificate. */
    public static SSLContext client() {
        return context(null);
    }

    /** A client that trusts the hierarchy and shows this certificate where it is asked for one. */
    public static SSLContext client(Credential credential) {
        return context(credential);
    }

    private static SSLContext context(@Nullable Credential credential) {
        try {
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry("root", IGC.root());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(roots);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            if (credential == null) {
                keys.init(null, null);
            } else {
                keys.init(credential.keyStore(PASSWORD), PASSWORD.toCharArray());
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError("every Java platform has TLS", e);
        }
    }

    private static TlsContext open() {
        try {
            Path folder = Files.createTempDirectory("pli-test-tls");
            IGC.server("localhost", "127.0.0.1").issue().write(folder, "server");
            KeySource key = new KeySource.Pem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
            TlsSettings settings = TlsSettings.of("test.tls", key).withClientCertificate(ClientCertificate.WANTED);
            TlsContext context = TlsContext.open(settings, Clock.systemUTC());
            for (String file : List.of("server.pem", "server-key.pem", "server.p12", "")) {
                Files.delete(folder.resolve(file));
            }
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
