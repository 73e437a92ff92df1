package fr.pli.tls;

import fr.pli.mss.Span;
import fr.pli.tls.Lookups.Found;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the responders that certificates name, and remembers for a short while what they say. */
final class OcspSource implements RevocationSource {

    private static final Logger LOG = LoggerFactory.getLogger(OcspSource.class);

    private static final int LARGEST = 64 * 1024;
    private static final int MOST_REMEMBERED = 20_000;
    /** How long an answer counts at most: a certificate that is revoked meanwhile gets in no longer than that. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    /** How long a responder that fails is left alone for the same certificate. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    /** Serial numbers are unique below one authority only. */
    private record Key(X509Certificate issuer, BigInteger serial) {}

    private final HttpCall network;
    private final Clock clock;
    private final Lookups<Key, RevocationStatus> questions;

    OcspSource(HttpCall network, Clock clock) {
        this.network = network;
        this.clock = clock;
        this.questions = new Lookups<>("ocsp-question", MOST_REMEMBERED, clock);
    }

    @Override
    public RevocationStatus status(X509Certificate certificate, X509Certificate issuer) {
        List<URI> responders = CertificateUrls.ocsp(certificate);
        if (responders.isEmpty()) {
            return new RevocationStatus.Unknown("the certificate names no OCSP responder");
        }
        Key key = new Key(issuer, certificate.getSerialNumber());
        try {
            return questions
                    .join(key, () -> ask(responders.getFirst(), certificate, key), Revocation.PATIENCE)
                    .orElseGet(() -> new RevocationStatus.Unknown(responders.getFirst() + ": too slow"));
        } catch (ExecutionException e) {
            LOG.error("ocsp responder={} question=broken", responders.getFirst(), e);
            return new RevocationStatus.Unknown(responders.getFirst() + ": " + e.getMessage());
        }
    }

    @Override
    public RevocationStatus known(X509Certificate certificate, X509Certificate issuer) {
        Key key = new Key(issuer, certificate.getSerialNumber());
        Optional<RevocationStatus> known = questions.remembered(key);
        if (known.isPresent()) {
            return known.get();
        }
        List<URI> responders = CertificateUrls.ocsp(certificate);
        if (responders.isEmpty()) {
            return new RevocationStatus.Unknown("the certificate names no OCSP responder");
        }
        questions.start(key, () -> ask(responders.getFirst(), certificate, key));
        return new RevocationStatus.Unknown(responders.getFirst() + ": being asked");
    }

    private Found<RevocationStatus> ask(URI responder, X509Certificate certificate, Key key) {
        OcspQuestion question = OcspQuestion.of(certificate, key.issuer());
        try {
            byte[] der =
                    network.post(responder, "application/ocsp-request", question.der(), LARGEST, Revocation.PATIENCE);
            Instant now = clock.instant();
            OcspAnswer answer = OcspAnswer.read(der, question, key.issuer(), now);
            return new Found<>(answer.status(), Span.of(now, REMEMBERED).upTo(answer.until()));
        } catch (IOException | TlsSyntaxException e) {
            LOG.warn("ocsp responder={} serial={} error=\"{}\"", responder, key.serial(), e.getMessage());
            return new Found<>(
                    new RevocationStatus.Unknown(responder + ": " + e.getMessage()),
                    Span.of(clock.instant(), LEFT_ALONE));
        }
    }
}
