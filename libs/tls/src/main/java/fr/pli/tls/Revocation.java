package fr.pli.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks several ways in turn; the first one that tells counts. Spec: igc-sante.md section 6. */
final class Revocation implements RevocationSource {

    /** How long one way may keep a login waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Revocation.class);

    private final List<RevocationSource> ways;
    private final boolean hardFail;

    Revocation(List<RevocationSource> ways, boolean hardFail) {
        this.ways = ways;
        this.hardFail = hardFail;
    }

    @Override
    public RevocationStatus status(X509Certificate certificate, X509Certificate issuer) {
        if (ways.isEmpty()) {
            return new RevocationStatus.Good();
        }
        StringJoiner whys = new StringJoiner("; ");
        for (RevocationSource way : ways) {
            RevocationStatus status = way.status(certificate, issuer);
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
}
