package fr.pli.tls;

import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Our key, whatever kind of key is asked for: BoringSSL sees for itself whether it fits the suite. (Netty asks for the kinds of the TLS 1.2
 * suites only, so that with the JDK's key manager an EC key would not serve TLS 1.3.)
 */
final class OneKey extends X509ExtendedKeyManager {

    private static final String ALIAS = "own";

    private final KeyMaterial material;

    private OneKey(KeyMaterial material) {
        this.material = material;
    }

    /** For netty, which keeps the native form of it. */
    static KeyManagerFactory factory(KeyMaterial material) {
        return new OpenSslCachingX509KeyManagerFactory(new SimpleKeyManagerFactory() {
            @Override
            protected void engineInit(KeyStore store, char[] password) {
                throw new UnsupportedOperationException("has its key already");
            }

            @Override
            protected void engineInit(ManagerFactoryParameters parameters) {
                throw new UnsupportedOperationException("has its key already");
            }

            @Override
            protected KeyManager[] engineGetKeyManagers() {
                return new KeyManager[] {new OneKey(material)};
            }
        });
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return ALIAS;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return material.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return material.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
