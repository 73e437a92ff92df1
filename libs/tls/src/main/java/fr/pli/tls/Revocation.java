package fr.pli.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.SequencedMap;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks several ways in turn; the first one that tells counts. Spec: igc-sante.md section 6. */
final class Revocation implements RevocationSource {

    /** How long one way may keep a login waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Revocation.class);

    private final SequencedMap<RevocationMethod, RevocationSource> ways;
    private final boolean hardFail;
    private final RevocationListener listener;

    /** @param ways in the order in which they are asked */
    Revocation(SequencedMap<RevocationMethod, RevocationSource> ways, boolean hardFail, RevocationListener listener) {
        this.ways = ways;
        this.hardFail = hardFail;
        this.listener = listener;
    }

    @Override
    public RevocationStatus status(X509Certificate certificate, X509Certificate issuer) {
        if (ways.isEmpty()) {
            return new RevocationStatus.Good();
        }
        StringJoiner whys = new StringJoiner("; ");
        for (Map.Entry<RevocationMethod, RevocationSource> way : ways.entrySet()) {
            long start = System.nanoTime();
            RevocationStatus status = way.getValue().status(certificate, issuer);
            listener.asked(way.getKey(), outcome(status), Duration.ofNanos(System.nanoTime() - start));
            if (!(status instanceof RevocationStatus.Unknown(String why))) {
                return status;
            }
            whys.add(why);
        }
        if (hardFail) {
            return new RevocationStatus.Unknown(whys.toString());
        }
        LOG.warn("revocation subject=\"{}\" unknown=accepted why=\"{}\"", certificate.getSubjectX500Principal(), whys);
        return new RevocationStatus.Good();
    }

    @Override
    public RevocationStatus known(X509Certificate certificate, X509Certificate issuer) {
        StringJoiner whys = new StringJoiner("; ");
        for (RevocationSource way : ways.values()) {
            RevocationStatus status = way.known(certificate, issuer);
            if (!(status instanceof RevocationStatus.Unknown(String why))) {
                return status;
            }
            whys.add(why);
        }
        return ways.isEmpty() || !hardFail
                ? new RevocationStatus.Good()
                : new RevocationStatus.Unknown(whys.toString());
    }

    private static RevocationListener.Outcome outcome(RevocationStatus status) {
        return switch (status) {
            case RevocationStatus.Good good -> RevocationListener.Outcome.GOOD;
            case RevocationStatus.Revoked revoked -> RevocationListener.Outcome.REVOKED;
            case RevocationStatus.Unknown unknown -> RevocationListener.Outcome.UNKNOWN;
        };
    }
}
