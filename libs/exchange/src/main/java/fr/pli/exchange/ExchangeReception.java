package fr.pli.exchange;

import fr.pli.mss.DistinguishedName;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.MssAddress;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.Reception;
import fr.pli.smtp.SmtpClient;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.tls.CertificateUse;
import fr.pli.tls.CertificateVerdict;
import fr.pli.tls.PeerIdentity;
import java.util.Optional;
import java.util.Set;

/**
 * The rules between operators: the client's certificate is one of IGC Santé and its name is listed for the sender's domain, the recipients
 * are BAL of ours. Spec: espace-de-confiance.md section 3.
 */
public final class ExchangeReception implements Reception {

    private final PeerRule peers;
    private final TrustSpace trust;
    private final TlsTrajectory tls;
    private final NullSender nullSender;
    private final InboundMail mail;
    private final long maxSize;

    /** @param maxSize of a message, in octets */
    public ExchangeReception(
            PeerRule peers,
            TrustSpace trust,
            TlsTrajectory tls,
            NullSender nullSender,
            InboundMail mail,
            long maxSize) {
        this.peers = peers;
        this.trust = trust;
        this.tls = tls;
        this.nullSender = nullSender;
        this.mail = mail;
        this.maxSize = maxSize;
    }

    @Override
    public Incoming mailFrom(SmtpClient client, Optional<MssAddress> from, MailParameters parameters)
            throws SmtpRefusal {
        ListeBlanche list = trust.required();
        if (from.isEmpty() && nullSender == NullSender.REFUSED) {
            throw ExchangeRefusals.NULL_SENDER.refusal();
        }
        Set<DistinguishedName> names =
                from.map(sender -> list.names(sender.domain())).orElseGet(list::names);
        PeerIdentity peer = peer(client, names);
        if (!speaksAsItMay(client, from, list, peer)) {
            throw ExchangeRefusals.PEER_TLS_TOO_OLD.refusal();
        }
        return mail.begin(client.session(), peer, from, parameters);
    }

    @Override
    public long maxSize() {
        return maxSize;
    }

    /** A notice has no domain: it may come from whoever stands for one that may speak so. */
    private boolean speaksAsItMay(SmtpClient client, Optional<MssAddress> from, ListeBlanche list, PeerIdentity peer) {
        String protocol = client.tls().split(" ", 2)[0];
        if (from.isPresent()) {
            return tls.meet(from.get().domain(), TlsTrajectory.Direction.IN, protocol);
        }
        return tls.protocols("").contains(protocol)
                || tls.excepted().stream().anyMatch(domain -> peers.isListed(peer, list.names(domain)));
    }

    private PeerIdentity peer(SmtpClient client, Set<DistinguishedName> names) throws SmtpRefusal {
        return switch (peers.judge(client.chain(), CertificateUse.CLIENT, names)) {
            case PeerRule.Verdict.Listed(PeerIdentity who) -> who;
            case PeerRule.Verdict.Refused(CertificateVerdict.Cause cause, String _) ->
                throw ExchangeRefusals.valueOf("PEER_" + cause).refusal();
            case PeerRule.Verdict.Unknown _ -> throw ExchangeRefusals.PEER_UNKNOWN.refusal();
            case PeerRule.Verdict.NotListed _ -> throw ExchangeRefusals.PEER_NOT_LISTED.refusal();
        };
    }
}
