package fr.pli.smtp;

import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.tls.ClientCertificate;
import fr.pli.tls.KeySource;
import fr.pli.tls.TlsContext;
import fr.pli.tls.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS for both sides of a test, from one test hierarchy for all. */
final class TestTls {

    private static final TestIgc IGC = TestIgc.create();
    private static final Credential LABORATORY =
            IGC.application("300000000099622").issue();

    /** The server's, on 127.0.0.1; asks for a client certificate. */
    static final TlsContext SERVER = server();
    /** A client without a certificate. */
    static final SSLContext CLIENT = client(new KeyManager[0]);
    /** A client with a certificate. */
    static final SSLContext LAB = lab();

    /** A server of the platform's TLS, which can be scripted. */
    static final SSLContext JSSE_SERVER =
            client(keys(IGC.server("localhost", "127.0.0.1").issue()));
    /** A client that believes nobody of the test hierarchy. */
    static final SSLContext STRANGER = stranger();

    private TestTls() {}

    /** Writes {@code root.pem}, and {@code lab.pem} with {@code lab-key.pem}, for clients of another language. */
    static void write(Path folder) throws IOException {
        IGC.write(folder);
        LABORATORY.write(folder, "lab");
    }

    private static TlsContext server() {
        try {
            Path folder =
                    IGC.server("localhost", "127.0.0.1").issue().write(Files.createTempDirectory("pli-smtp"), "server");
            folder.toFile().deleteOnExit();
            KeySource key = new KeySource.Pem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
            return TlsContext.open(
                    TlsSettings.of("test", key).withClientCertificate(ClientCertificate.WANTED), Clock.systemUTC());
        } catch (IOException e) {
            throw new IllegalStateException("no key for the tests", e);
        }
    }

    private static SSLContext lab() {
        return client(keys(LABORATORY));
    }

    private static KeyManager[] keys(Credential credential) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(credential.keyStore("pli"), "pli".toCharArray());
            return keys.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key for the tests", e);
        }
    }

    private static SSLContext stranger() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS for the tests", e);
        }
    }

    private static SSLContext client(KeyManager[] keys) {
        try {
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry("root", IGC.root());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(roots);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no TLS for the tests", e);
        }
    }
}
