package fr.pli.exchange;

import fr.pli.mss.DistinguishedName;
import fr.pli.mss.MssSyntaxException;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CertificateUse;
import fr.pli.tls.CertificateVerdict;
import fr.pli.tls.PeerIdentity;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Who is a peer of the espace de confiance: its certificate is one of IGC Santé, in time and not revoked, and its name is listed. The one
 * rule for both directions (MSS 8.5, MSS 8.6; spec: espace-de-confiance.md section 3).
 *
 * @param certificates what is asked about the certificate, each time: it may have been revoked since
 */
public record PeerRule(CertificateCheck certificates) {

    /** What the rule says of a peer. */
    public sealed interface Verdict {

        /** It is a peer. */
        record Listed(PeerIdentity who) implements Verdict {}

        /** Its certificate is refused for good. {@code detail} is for the log. */
        record Refused(CertificateVerdict.Cause cause, String detail) implements Verdict {}

        /** Nobody can say whether the certificate is revoked: not now. {@code detail} is for the log. */
        record Unknown(String detail) implements Verdict {}

        /** The certificate is good and its name is not among the listed ones. */
        record NotListed(String name) implements Verdict {}
    }

    /**
     * Judges a peer.
     *
     * @param chain what it has shown, its own certificate first
     * @param names that are listed, for the domain that it stands for
     */
    public Verdict judge(List<X509Certificate> chain, CertificateUse use, Set<DistinguishedName> names) {
        return switch (certificates.check(chain, use)) {
            case CertificateVerdict.Refused(CertificateVerdict.Cause cause, String detail) ->
                new Verdict.Refused(cause, detail);
            case CertificateVerdict.Unknown(String detail) -> new Verdict.Unknown(detail);
            case CertificateVerdict.Valid(PeerIdentity who) ->
                isListed(who, names)
                        ? new Verdict.Listed(who)
                        : new Verdict.NotListed(
                                who.certificate().getSubjectX500Principal().toString());
        };
    }

    /** Whether the name of a certificate is among these; one that cannot be read is nobody's. */
    public boolean isListed(PeerIdentity who, Set<DistinguishedName> names) {
        try {
            return names.contains(DistinguishedName.of(who.certificate().getSubjectX500Principal()));
        } catch (MssSyntaxException e) {
            return false;
        }
    }
}
