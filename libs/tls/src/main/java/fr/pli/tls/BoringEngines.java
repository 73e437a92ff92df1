package fr.pli.tls;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ReferenceCounted;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Engines of BoringSSL through netty-tcnative. Each has memory of its own that {@link BoringEngine#release()} gives back. */
final class BoringEngines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BoringEngines.class);
    /** Octets of a client's chain: six of the largest that IGC Santé issues fit twice. */
    private static final int LONGEST_CHAIN = 32 * 1024;

    private static final boolean AVAILABLE = available();

    private final SslContext context;

    private BoringEngines(SslContext context) {
        this.context = context;
    }

    /** Empty where no native library loads, or where BoringSSL has none of what is asked for. */
    static Optional<BoringEngines> of(TlsSettings settings, KeyMaterial material, String kind) {
        List<CipherSuite> suites = EngineChoice.boring(settings);
        if (!AVAILABLE || suites.isEmpty()) {
            return Optional.empty();
        }
        List<String> protocols = Stream.of("TLSv1.2", "TLSv1.3")
                .filter(settings.protocols()::contains)
                .filter(protocol -> suites.stream().anyMatch(suite -> suite.isTls13() == protocol.equals("TLSv1.3")))
                .toList();
        try {
            SslContext context = SslContextBuilder.forServer(OneKey.factory(material))
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    .protocols(protocols)
                    .ciphers(suites.stream().map(CipherSuite::name).toList())
                    .trustManager(new PossessionOnly())
                    .clientAuth(
                            switch (settings.clientCertificate()) {
                                case NONE -> ClientAuth.NONE;
                                case WANTED -> ClientAuth.OPTIONAL;
                                case REQUIRED -> ClientAuth.REQUIRE;
                            })
                    // blocking code has nobody to hand a task to, and with tasks the alert of a failed handshake is
                    // lost
                    .option(OpenSslContextOption.USE_TASKS, false)
                    .option(OpenSslContextOption.GROUPS, settings.groups().toArray(new String[0]))
                    .option(OpenSslContextOption.MAX_CERTIFICATE_LIST_BYTES, LONGEST_CHAIN)
                    .enableOcsp(true)
                    .sessionTimeout(TicketKeys.PERIOD.toSeconds())
                    .build();
            sessions(context).setSessionIdContext(kind.getBytes(StandardCharsets.UTF_8));
            sessions(context).setSessionCacheEnabled(false); // tickets, or nothing
            return Optional.of(new BoringEngines(context));
        } catch (SSLException e) {
            throw new TlsConfigurationException(
                    settings.prefix(),
                    "BoringSSL refuses it (" + e.getMessage() + ")",
                    "a key and settings that it can serve",
                    e);
        }
    }

    /** A new one for one connection, with an OCSP answer for a client that asks. */
    SSLEngine newEngine(Optional<byte[]> staple) {
        ReferenceCountedOpenSslEngine engine =
                (ReferenceCountedOpenSslEngine) context.newEngine(UnpooledByteBufAllocator.DEFAULT);
        staple.ifPresent(engine::setOcspResponse);
        return new BoringEngine(engine);
    }

    /** How many of them have not been released. */
    int inUse() {
        return ((ReferenceCounted) context).refCnt() - 1; // each holds on to the context
    }

    /** Issues tickets with the first of these keys and accepts those of all. */
    void use(List<byte[]> ticketKeys) {
        sessions(context)
                .setTicketKeys(ticketKeys.stream()
                        .map(key -> new OpenSslSessionTicketKey(
                                Arrays.copyOfRange(key, 0, 16),
                                Arrays.copyOfRange(key, 16, 32),
                                Arrays.copyOfRange(key, 32, 48)))
                        .toArray(OpenSslSessionTicketKey[]::new));
    }

    private static OpenSslServerSessionContext sessions(SslContext context) {
        return (OpenSslServerSessionContext) context.sessionContext();
    }

    @Override
    public void close() {
        ReferenceCountUtil.release(context);
    }

    private static boolean available() {
        if (!OpenSsl.isAvailable()) {
            LOG.warn(
                    "tls engine=jdk reason=\"no native library: {}\"",
                    OpenSsl.unavailabilityCause().getMessage());
        }
        return OpenSsl.isAvailable();
    }
}
