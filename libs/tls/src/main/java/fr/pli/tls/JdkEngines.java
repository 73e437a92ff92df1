package fr.pli.tls;

import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Engines of the JDK: for clients that BoringSSL cannot serve, and for all where it does not load. */
final class JdkEngines {

    static {
        // a client that starts a second handshake is refused, as by BoringSSL; Java has no other switch
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private final SSLContext context;
    private final TlsSettings settings;

    JdkEngines(TlsSettings settings, KeyMaterial material) {
        this.settings = settings;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(material.keyManagers(), new TrustManager[] {new PossessionOnly()}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /** A new one for one connection. */
    SSLEngine newEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(settings.protocols().toArray(new String[0]));
        parameters.setCipherSuites(Stream.concat(settings.suites13().stream(), settings.suites12().stream())
                .map(CipherSuite::name)
                .toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNamedGroups(settings.groups().toArray(new String[0]));
        switch (settings.clientCertificate()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case WANTED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }
}
