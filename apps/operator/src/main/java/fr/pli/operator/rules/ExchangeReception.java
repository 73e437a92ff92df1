package fr.pli.operator.rules;

import fr.pli.exchange.TlsTrajectory;
import fr.pli.mss.DistinguishedName;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssSyntaxException;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.Reception;
import fr.pli.smtp.SmtpClient;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CertificateUse;
import fr.pli.tls.CertificateVerdict;
import fr.pli.tls.PeerIdentity;
import java.util.Optional;

/**
 * The rules between operators: the client's certificate is one of IGC Santé and its name is listed for the sender's domain, the recipients
 * are BAL of ours. Spec: espace-de-confiance.md section 3.
 */
public final class ExchangeReception implements Reception {

    private final CertificateCheck certificates;
    private final TrustSpace trust;
    private final TlsTrajectory tls;
    private final NullSender nullSender;
    private final ExchangeMail.Rules rules;
    private final long maxSize;

    public ExchangeReception(
            CertificateCheck certificates,
            TrustSpace trust,
            TlsTrajectory tls,
            NullSender nullSender,
            ExchangeMail.Rules rules,
            long maxSize) {
        this.certificates = certificates;
        this.trust = trust;
        this.tls = tls;
        this.nullSender = nullSender;
        this.rules = rules;
        this.maxSize = maxSize;
    }

    @Override
    public Incoming mailFrom(SmtpClient client, Optional<MssAddress> from, MailParameters parameters)
            throws SmtpRefusal {
        PeerIdentity peer = identity(client);
        ListeBlanche list = trust.required();
        DistinguishedName name = name(peer);
        if (from.isEmpty() && nullSender == NullSender.REFUSED) {
            throw Refusals.NULL_SENDER.refusal();
        }
        boolean listed = from.map(sender -> list.names(sender.domain()))
                .orElseGet(list::names)
                .contains(name);
        if (!listed) {
            throw Refusals.PEER_NOT_LISTED.refusal();
        }
        if (!speaksAsItMay(client, from, list, name)) {
            throw Refusals.PEER_TLS_TOO_OLD.refusal();
        }
        return new ExchangeMail(rules, client.session(), peer, from, parameters);
    }

    @Override
    public long maxSize() {
        return maxSize;
    }

    /** A notice has no domain: it may come from whoever stands for one that may speak so. */
    private boolean speaksAsItMay(
            SmtpClient client, Optional<MssAddress> from, ListeBlanche list, DistinguishedName name) {
        String protocol = client.tls().split(" ", 2)[0];
        if (from.isPresent()) {
            return tls.meet(from.get().domain(), TlsTrajectory.Direction.IN, protocol);
        }
        return tls.protocols("").contains(protocol)
                || tls.excepted().stream().anyMatch(domain -> list.names(domain).contains(name));
    }

    private PeerIdentity identity(SmtpClient client) throws SmtpRefusal {
        return switch (certificates.check(client.chain(), CertificateUse.CLIENT)) {
            case CertificateVerdict.Valid(PeerIdentity identity) -> identity;
            case CertificateVerdict.Refused(CertificateVerdict.Cause cause, String _) ->
                throw Refusals.valueOf("PEER_" + cause).refusal();
            case CertificateVerdict.Unknown _ -> throw Refusals.PEER_UNKNOWN.refusal();
        };
    }

    private static DistinguishedName name(PeerIdentity peer) throws SmtpRefusal {
        try {
            return DistinguishedName.of(peer.certificate().getSubjectX500Principal());
        } catch (MssSyntaxException e) {
            throw Refusals.PEER_NOT_LISTED.refusal();
        }
    }
}
