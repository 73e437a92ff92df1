package fr.pli.tls;

import fr.pli.mss.Span;
import fr.pli.tls.Lookups.Found;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks certificates up in the CRLs of the accepted authorities. While a CRL is current that costs no network. */
final class CrlSource implements RevocationSource {

    private static final Logger LOG = LoggerFactory.getLogger(CrlSource.class);

    private static final int MOST_AT_ONCE = 1_000;

    private final Map<X509Certificate, WatchedCrl> watched;
    private final Lookups<X509Certificate, Boolean> fetches;

    CrlSource(Authorities authorities, CheckSettings settings, HttpCall network, Clock clock) {
        fetches = new Lookups<>("crl-fetch", MOST_AT_ONCE, clock);
        watched = Stream.concat(authorities.issuing().stream(), authorities.roots().stream())
                .collect(
                        Collectors.toUnmodifiableMap(one -> one, one -> new WatchedCrl(one, settings, network, clock)));
        for (X509Certificate issuing : authorities.issuing()) {
            authorities.root(issuing).ifPresent(root -> watch(root).learn(CertificateUrls.crl(issuing)));
        }
    }

    @Override
    public RevocationStatus status(X509Certificate certificate, X509Certificate issuer) {
        WatchedCrl crl = watch(issuer);
        crl.learn(CertificateUrls.crl(certificate));
        if (crl.current().isEmpty() && crl.isDue()) {
            fetch(issuer, crl);
        }
        return known(certificate, issuer);
    }

    @Override
    public RevocationStatus known(X509Certificate certificate, X509Certificate issuer) {
        WatchedCrl crl = watch(issuer);
        Optional<Crl> current = crl.current().filter(one -> one.covers(certificate));
        if (current.isEmpty()) {
            return new RevocationStatus.Unknown("no current CRL: " + crl.state().failure());
        }
        Instant since = current.get().revoked().get(certificate.getSerialNumber());
        return since == null ? new RevocationStatus.Good() : new RevocationStatus.Revoked(since);
    }

    /** Fetches what the schedule says. */
    void tick() {
        watched.forEach((authority, crl) -> {
            if (crl.isDue()) {
                fetch(authority, crl);
            }
        });
    }

    /** Fetches all, whatever the schedule says. */
    void refresh() {
        watched.values().forEach(WatchedCrl::fetch);
    }

    List<CrlState> states() {
        return watched.values().stream().map(WatchedCrl::state).toList();
    }

    private void fetch(X509Certificate authority, WatchedCrl crl) {
        try {
            fetches.join(
                    authority,
                    () -> {
                        crl.fetch();
                        return new Found<>(true, Span.OVER);
                    },
                    Revocation.PATIENCE);
        } catch (ExecutionException e) {
            LOG.error("crl authority=\"{}\" fetch=broken", authority.getSubjectX500Principal(), e);
        }
    }

    private WatchedCrl watch(X509Certificate issuer) {
        WatchedCrl crl = watched.get(issuer);
        if (crl == null) {
            throw new IllegalArgumentException("not an accepted authority: " + issuer.getSubjectX500Principal());
        }
        return crl;
    }
}
