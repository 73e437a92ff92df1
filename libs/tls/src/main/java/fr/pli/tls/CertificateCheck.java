package fr.pli.tls;

import fr.pli.mss.Span;
import fr.pli.tls.CertificateVerdict.Cause;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Judges peer certificates of IGC Santé: signed by an accepted authority, in time, of a fitting profile, not for tests unless they
 * are allowed, with a readable IdNatStruct, not
 * revoked. SEED-15, ECO.1.1.4 to 1.1.7, 1.1.10; spec: igc-sante.md. Safe from any thread. While CRLs are current it costs no network.
 */
public final class CertificateCheck implements AutoCloseable {

    private static final String ANCHORS = "pli.igc.anchors";
    private static final int MOST_REMEMBERED = 20_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofSeconds(5);

    /** A certificate that is good but for what changes: time and revocation. */
    private record Proven(PeerIdentity identity, X509Certificate issuer, X509Certificate root) {}

    private final Clock clock;
    private final Authorities authorities;
    private final Set<String> policies;
    private final boolean testCertificates;
    private final HttpCall network = HttpCall.to(CONNECT);
    private final CrlSource crls;
    private final Revocation revocation;
    private final Lookups<X509Certificate, Proven> proven;
    private final Ticker ticker;

    private CertificateCheck(CheckSettings settings, Clock clock, RevocationListener listener) {
        this.clock = clock;
        testCertificates = settings.testCertificates();
        Authorities loaded = Authorities.load(settings.authorities(), ANCHORS);
        authorities = testCertificates ? loaded : loaded.forProduction(ANCHORS);
        policies = settings.policies();
        proven = new Lookups<>("certificate-path", MOST_REMEMBERED, clock);
        crls = new CrlSource(authorities, settings, network, clock);
        OcspSource ocsp = new OcspSource(network, clock);
        SequencedMap<RevocationMethod, RevocationSource> ways = new LinkedHashMap<>();
        for (RevocationMethod method : settings.order()) {
            ways.put(
                    method,
                    switch (method) {
                        case CRL -> crls;
                        case OCSP -> ocsp;
                    });
        }
        revocation = new Revocation(ways, settings.hardFail(), listener);
        boolean usesCrls = settings.order().contains(RevocationMethod.CRL);
        ticker = new Ticker("crl", TICK, () -> {
            if (usesCrls) {
                crls.tick();
            }
        });
    }

    /**
     * Reads the authorities and the CRLs of the last run, and starts to fetch what is due.
     *
     * @throws TlsConfigurationException if the authorities are not to be read
     */
    public static CertificateCheck open(CheckSettings settings, Clock clock) {
        return open(settings, clock, RevocationListener.NONE);
    }

    /** As {@link #open(CheckSettings, Clock)}, and tells {@code listener} what CRL and OCSP say. */
    public static CertificateCheck open(CheckSettings settings, Clock clock, RevocationListener listener) {
        return new CertificateCheck(settings, clock, listener);
    }

    /** Judges a client. @see #check(List, CertificateUse) */
    public CertificateVerdict check(List<X509Certificate> chain) {
        return check(chain, CertificateUse.CLIENT);
    }

    /**
     * Judges a peer by the first certificate of its chain; the path above it is of our own authorities, whatever it sent. Blocks for four
     * seconds at most, when neither CRL nor OCSP can be reached.
     */
    public CertificateVerdict check(List<X509Certificate> chain, CertificateUse use) {
        return judge(chain, use, revocation::status);
    }

    /**
     * Judges again the client of a session that is open, by its dates and by what the CRLs and OCSP answers in memory say now. Never waits for the
     * network, so that it can be asked at each command: an OCSP answer that is missing or too old is fetched in the background for the next time.
     *
     * @return {@link CertificateVerdict.Unknown} where memory does not tell, which is no reason to end a session that began well
     */
    public CertificateVerdict now(List<X509Certificate> chain) {
        return judge(chain, CertificateUse.CLIENT, revocation::known);
    }

    private CertificateVerdict judge(
            List<X509Certificate> chain,
            CertificateUse use,
            BiFunction<X509Certificate, X509Certificate, RevocationStatus> status) {
        try {
            if (chain.isEmpty()) {
                throw new CertificateRefused(Cause.MISSING, "no certificate");
            }
            X509Certificate leaf = chain.getFirst();
            Proven one = proven(leaf);
            inTime(leaf);
            if (use == CertificateUse.SERVER && one.identity().profile() != CertificateProfile.SSL_SERV) {
                throw new CertificateRefused(Cause.WRONG_PROFILE, "no certificate of a server");
            }
            return unlessRevoked(one, status.apply(leaf, one.issuer()));
        } catch (CertificateRefused e) {
            return e.verdict();
        }
    }

    /** Fetches all CRLs now, one after the other, whatever the schedule says. Blocks until it is done. */
    public void refresh() {
        crls.refresh();
    }

    /** How the CRLs stand. */
    public List<CrlState> crls() {
        return crls.states();
    }

    @Override
    public void close() {
        ticker.close();
        network.close();
    }

    private Proven proven(X509Certificate leaf) throws CertificateRefused {
        Proven known = proven.remembered(leaf).orElse(null);
        if (known != null) {
            return known;
        }
        Proven found = prove(leaf);
        proven.remember(leaf, found, Span.of(clock.instant(), REMEMBERED));
        return found;
    }

    private Proven prove(X509Certificate leaf) throws CertificateRefused {
        X509Certificate issuer = authorities
                .issuer(leaf)
                .orElseThrow(() -> new CertificateRefused(
                        Cause.OTHER_CA,
                        "not signed by an accepted authority, issuer " + leaf.getIssuerX500Principal()));
        X509Certificate root = authorities
                .root(issuer)
                .orElseThrow(() -> new IllegalStateException("an authority without its root was accepted"));
        inTime(leaf);
        validate(leaf, issuer, root);
        CertificateProfile profile = CertificateProfile.of(leaf)
                .orElseThrow(() -> new CertificateRefused(Cause.WRONG_PROFILE, "not for TLS clients"));
        if (!policies.isEmpty() && Collections.disjoint(policies, CertificatePolicy.of(leaf))) {
            throw new CertificateRefused(Cause.WRONG_PROFILE, "none of the policies " + policies);
        }
        if (!testCertificates && TestEnvironment.issued(leaf)) {
            throw new CertificateRefused(Cause.TEST_CERTIFICATE, "issued for tests");
        }
        try {
            return new Proven(PeerIdentity.of(leaf, profile), issuer, root);
        } catch (TlsSyntaxException e) {
            throw new CertificateRefused(Cause.OU_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private void inTime(X509Certificate leaf) throws CertificateRefused {
        Instant now = clock.instant();
        Instant from = leaf.getNotBefore().toInstant();
        Instant until = leaf.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(until)) {
            throw new CertificateRefused(Cause.EXPIRED, "valid from " + from + " to " + until);
        }
    }

    /** All that RFC 5280 section 6 asks of the path but revocation. */
    private void validate(X509Certificate leaf, X509Certificate issuer, X509Certificate root)
            throws CertificateRefused {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf, issuer)),
                            parameters);
        } catch (GeneralSecurityException e) {
            throw new CertificateRefused(Cause.OTHER_CA, "no valid path: " + e.getMessage());
        }
    }

    /** The authority was accepted by name: not knowing whether it is revoked refuses nobody, knowing that it is refuses all. */
    private CertificateVerdict unlessRevoked(Proven one, RevocationStatus leaf) throws CertificateRefused {
        RevocationStatus issuer = crls.known(one.issuer(), one.root());
        if (leaf instanceof RevocationStatus.Revoked(Instant since)) {
            throw new CertificateRefused(Cause.REVOKED, "since " + since);
        }
        if (issuer instanceof RevocationStatus.Revoked(Instant since)) {
            throw new CertificateRefused(Cause.REVOKED, "its authority, since " + since);
        }
        if (leaf instanceof RevocationStatus.Unknown(String why)) {
            return new CertificateVerdict.Unknown(why);
        }
        return new CertificateVerdict.Valid(one.identity());
    }
}
