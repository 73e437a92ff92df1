package fr.pli.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS for the connections that we open: HTTP to PSC and others, mail to operators. Keys and roots are read once. */
public final class ClientTls {

    private static final String ACCEPTED_ROOTS = "a PEM file with certificates to trust";

    private ClientTls() {}

    /**
     * A context without a certificate of our own.
     *
     * @throws TlsConfigurationException if the roots cannot be read
     */
    public static SSLContext context(ServerTrust trust) {
        return context(trust, null);
    }

    /**
     * A context that shows our certificate to a server that asks.
     *
     * @param prefix what the configuration keys of {@code key} begin with
     * @throws TlsConfigurationException if the roots cannot be read or the key is not fit
     */
    public static SSLContext context(ServerTrust trust, String prefix, KeySource key, Clock clock) {
        KeyMaterial material = KeyMaterial.load(key, prefix, clock.instant());
        return context(trust, material.keyManagers());
    }

    private static SSLContext context(ServerTrust trust, KeyManager @Nullable [] keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trustManagers(trust), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    private static TrustManager @Nullable [] trustManagers(ServerTrust trust)
            throws GeneralSecurityException, IOException {
        return switch (trust) {
            case ServerTrust.Platform platform -> null; // its own
            case ServerTrust.IgcSante(CertificateCheck check) -> new TrustManager[] {new IgcSanteServers(check)};
            case ServerTrust.PlatformOrIgcSante(CertificateCheck check) ->
                new TrustManager[] {new EitherServers(platform(), new IgcSanteServers(check))};
            case ServerTrust.Roots roots -> below(roots);
        };
    }

    private static X509TrustManager platform() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no roots of the platform"));
    }

    private static TrustManager[] below(ServerTrust.Roots roots) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        ConfiguredFile file = new ConfiguredFile(roots.key(), roots.file(), ACCEPTED_ROOTS);
        for (X509Certificate root : file.certificates()) {
            store.setCertificateEntry("root" + store.size(), root);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }
}
