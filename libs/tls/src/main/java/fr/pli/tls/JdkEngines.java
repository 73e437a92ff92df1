package fr.pli.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Engines of the JDK: for clients that BoringSSL cannot serve, and for all where it does not load. */
final class JdkEngines {

    private static final String DH_BITS = "jdk.tls.ephemeralDHKeySize";
    private static final int FEWEST_DH_BITS = 2048;
    /** Finite fields for clients that name theirs (RFC 7919). */
    private static final List<String> FINITE_FIELDS = List.of("ffdhe2048", "ffdhe3072", "ffdhe4096");

    static {
        // a client that starts a second handshake is refused, as by BoringSSL; Java has no other switch
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        // the group for a client that names no finite field (ECO.1.1.3); neither has this another switch
        System.setProperty(DH_BITS, dhBits(System.getProperty(DH_BITS, "")));
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

    /** What the JVM was told, unless that is less than ECO.1.1.3 wants. */
    static String dhBits(String told) {
        try {
            return Integer.parseInt(told) >= FEWEST_DH_BITS ? told : String.valueOf(FEWEST_DH_BITS);
        } catch (NumberFormatException e) {
            return String.valueOf(FEWEST_DH_BITS); // empty, or a word for what may be shorter
        }
    }

    private Stream<String> groups() {
        boolean dhe = settings.suites12().stream().anyMatch(CipherSuite::isDhe);
        return Stream.concat(settings.groups().stream(), dhe ? FINITE_FIELDS.stream() : Stream.of());
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
        parameters.setNamedGroups(groups().toArray(String[]::new));
        switch (settings.clientCertificate()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case WANTED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }
}
