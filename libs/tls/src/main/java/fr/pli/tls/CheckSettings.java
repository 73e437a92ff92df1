package fr.pli.tls;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * How peer certificates are checked. Defaults are those of spec/README.md section 7.
 *
 * @param authorities PEM file with the issuing authorities to accept and their roots; key {@code pli.igc.anchors}
 * @param folder where CRLs are kept over a restart; key {@code crl.folder}
 * @param crlUrls asked for CRLs beside those that certificates name; key {@code crl.urls}
 * @param refresh key {@code crl.refresh}
 * @param order ways to ask, the first one that answers counts; key {@code revocation.order}
 * @param hardFail whether a certificate of which no way tells is not let in; key {@code revocation.hardFail}
 * @param policies policy OIDs of which a certificate must have one, all if empty; key {@code igc.policies}
 * @param testCertificates whether certificates and authorities of the test hierarchy are taken; key {@code igc.accept-test-certificates}
 */
public record CheckSettings(
        Path authorities,
        Path folder,
        List<URI> crlUrls,
        RefreshSchedule refresh,
        List<RevocationMethod> order,
        boolean hardFail,
        Set<String> policies,
        boolean testCertificates) {

    /** The defaults. */
    public static CheckSettings of(Path authorities, Path folder) {
        return new CheckSettings(
                authorities,
                folder,
                List.of(),
                new RefreshSchedule.Daily(LocalTime.of(7, 0)),
                List.of(RevocationMethod.CRL, RevocationMethod.OCSP),
                true,
                Set.of(),
                false);
    }

    /**
     * The defaults for a user who names the authorities himself: certificates for tests are taken where those authorities are for tests.
     *
     * @throws TlsConfigurationException if the file holds no certificate
     */
    public static CheckSettings ofAnchors(Path authorities, Path folder) {
        boolean test = TestEnvironment.hasAuthority(Authorities.certificates(authorities, "pli.igc.anchors"));
        return of(authorities, folder).withTestCertificates(test);
    }

    /** With or without what IGC Santé issues for tests. */
    public CheckSettings withTestCertificates(boolean on) {
        return new CheckSettings(authorities, folder, crlUrls, refresh, order, hardFail, policies, on);
    }

    /** With these ways in this order; none, and revocation is not looked at. */
    public CheckSettings withOrder(List<RevocationMethod> methods) {
        return new CheckSettings(
                authorities, folder, crlUrls, refresh, List.copyOf(methods), hardFail, policies, testCertificates);
    }

    /** With another schedule. */
    public CheckSettings withRefresh(RefreshSchedule schedule) {
        return new CheckSettings(authorities, folder, crlUrls, schedule, order, hardFail, policies, testCertificates);
    }

    /** With or without letting in who cannot be looked up. */
    public CheckSettings withHardFail(boolean on) {
        return new CheckSettings(authorities, folder, crlUrls, refresh, order, on, policies, testCertificates);
    }

    /** With CRLs to fetch whatever certificates say. */
    public CheckSettings withCrlUrls(List<URI> urls) {
        return new CheckSettings(
                authorities, folder, List.copyOf(urls), refresh, order, hardFail, policies, testCertificates);
    }

    /** With policies of which one is needed. */
    public CheckSettings withPolicies(Set<String> oids) {
        return new CheckSettings(
                authorities, folder, crlUrls, refresh, order, hardFail, Set.copyOf(oids), testCertificates);
    }
}
