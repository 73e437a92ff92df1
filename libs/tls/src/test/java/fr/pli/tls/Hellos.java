package fr.pli.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** ClientHello messages as the JDK sends them. */
final class Hellos {

    private Hellos() {}

    /** In one record, offering these protocols and these cipher suites. */
    static byte[] of(String[] protocols, String... suites) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            SSLEngine engine = context.createSSLEngine("localhost", 993);
            engine.setUseClientMode(true);
            engine.setEnabledProtocols(protocols);
            engine.setEnabledCipherSuites(suites);
            ByteBuffer hello = ByteBuffer.allocate(20_000);
            engine.wrap(ByteBuffer.allocate(0), hello);
            return Arrays.copyOf(hello.array(), hello.position());
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError("every Java platform has TLS", e);
        }
    }

    /** Of TLS 1.3 and 1.2. */
    static byte[] modern() {
        return of(
                new String[] {"TLSv1.3", "TLSv1.2"},
                "TLS_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384");
    }

    /** Of TLS 1.2 only. */
    static byte[] tls12(String... suites) {
        return of(new String[] {"TLSv1.2"}, suites);
    }
}
