package fr.pli.tls;

import fr.pli.mss.Span;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps an OCSP answer on our own certificate at hand for clients that ask for it (RFC 6066 section 8), renewed at half its life. A
 * responder that is out only means that there is none.
 */
final class Stapler {

    private static final Logger LOG = LoggerFactory.getLogger(Stapler.class);

    private static final int LARGEST = 16 * 1024;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Span NEVER = new Span(Instant.MIN, Instant.MAX);

    private final List<X509Certificate> chain;
    private final HttpCall network;
    private final Clock clock;
    private volatile @Nullable Staple staple;
    private volatile Span rest = Span.OVER;

    Stapler(List<X509Certificate> chain, HttpCall network, Clock clock) {
        this.chain = chain;
        this.network = network;
        this.clock = clock;
    }

    private static final class Staple {
        private final byte[] der;
        private final Instant until;

        Staple(byte[] der, Instant until) {
            this.der = der;
            this.until = until;
        }
    }

    /** The answer, while it holds. */
    Optional<byte[]> current() {
        return Optional.ofNullable(staple)
                .filter(one -> clock.instant().isBefore(one.until))
                .map(one -> one.der);
    }

    /** Asks the responder when it is time to. */
    void tick() {
        if (!rest.covers(clock.instant())) {
            rest = chain.size() > 1 ? ask(CertificateUrls.ocsp(chain.getFirst())) : NEVER;
        }
    }

    /** @return how long not to ask again */
    private Span ask(List<URI> responders) {
        if (responders.isEmpty()) {
            return NEVER;
        }
        X509Certificate issuer = chain.get(1);
        OcspQuestion question = OcspQuestion.of(chain.getFirst(), issuer);
        try {
            byte[] der = network.post(responders.getFirst(), "application/ocsp-request", question.der(), LARGEST, TIME);
            Instant now = clock.instant();
            OcspAnswer answer = OcspAnswer.read(der, question, issuer, now);
            if (answer.status() instanceof RevocationStatus.Good) {
                staple = new Staple(der, answer.until());
                return Span.of(now, Duration.between(now, answer.until()).dividedBy(2));
            }
            staple = null;
            LOG.error("tls certificate=\"{}\" status={}", chain.getFirst().getSubjectX500Principal(), answer.status());
        } catch (IOException | TlsSyntaxException e) {
            LOG.atLevel(Thread.currentThread().isInterrupted() ? Level.DEBUG : Level.WARN)
                    .log("tls stapling=failed responder={} error=\"{}\"", responders.getFirst(), e.getMessage());
        }
        return Span.of(clock.instant(), RETRY);
    }
}
