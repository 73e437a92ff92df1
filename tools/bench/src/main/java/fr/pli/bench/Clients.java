package fr.pli.bench;

import fr.pli.igc.Credential;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * TLS 1.3 of the clients that make the load. They do not check the server's certificate: what that costs is no server's, and the
 * certificates here are of the test's own making.
 */
interface Clients {

    /** The engine for one connection to a port of loopback. */
    SSLEngine engine(int port);

    /** Each connection handshakes in full: an engine that knows no peer finds no session. */
    static Clients full() {
        SslContext context = context(SslContextBuilder.forClient());
        return _ -> context.newEngine(UnpooledByteBufAllocator.DEFAULT);
    }

    /** The same, and shows a certificate to a server that asks. */
    static Clients showing(Credential certificate) {
        SslContext context = context(SslContextBuilder.forClient()
                .keyManager(certificate.key(), certificate.chain().toArray(X509Certificate[]::new)));
        return _ -> context.newEngine(UnpooledByteBufAllocator.DEFAULT);
    }

    /** Keeps what the server gives and shows it again at the next connection. */
    static Clients resuming() {
        SslContext context = context(SslContextBuilder.forClient());
        return port -> context.newEngine(UnpooledByteBufAllocator.DEFAULT, "localhost", port);
    }

    private static SslContext context(SslContextBuilder builder) {
        try {
            return builder.sslProvider(SslProvider.OPENSSL)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .protocols("TLSv1.3")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the load needs BoringSSL", e);
        }
    }
}
