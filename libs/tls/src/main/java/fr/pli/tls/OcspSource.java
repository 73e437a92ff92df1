package fr.pli.tls;

import fr.pli.mss.Span;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private final Fetch network;
    private final Clock clock;
    private final Recent<Key, RevocationStatus> remembered;
    private final Flights<Key, RevocationStatus> questions = new Flights<>();

    OcspSource(Fetch network, Clock clock) {
        this.network = network;
        this.clock = clock;
        this.remembered = new Recent<>(MOST_REMEMBERED, clock);
    }

    @Override
    public RevocationStatus status(X509Certificate certificate, X509Certificate issuer) {
        List<URI> responders = CertificateUrls.ocsp(certificate);
        if (responders.isEmpty()) {
            return new RevocationStatus.Unknown("the certificate names no OCSP responder");
        }
        Key key = new Key(issuer, certificate.getSerialNumber());
        return remembered
                .get(key)
                .orElseGet(() -> questions
                        .join(key, () -> ask(responders.getFirst(), certificate, key), Revocation.PATIENCE)
                        .orElseGet(() -> new RevocationStatus.Unknown(responders.getFirst() + ": too slow")));
    }

    private RevocationStatus ask(URI responder, X509Certificate certificate, Key key) {
        OcspQuestion question = OcspQuestion.of(certificate, key.issuer());
        try {
            byte[] der =
                    network.post(responder, "application/ocsp-request", question.der(), LARGEST, Revocation.PATIENCE);
            Instant now = clock.instant();
            OcspAnswer answer = OcspAnswer.read(der, question, key.issuer(), now);
            remembered.put(key, answer.status(), Span.of(now, REMEMBERED).upTo(answer.until()));
            return answer.status();
        } catch (IOException | TlsSyntaxException e) {
            LOG.warn("ocsp responder={} serial={} error=\"{}\"", responder, key.serial(), e.getMessage());
            RevocationStatus unknown = new RevocationStatus.Unknown(responder + ": " + e.getMessage());
            remembered.put(key, unknown, Span.of(clock.instant(), LEFT_ALONE));
            return unknown;
        }
    }
}
