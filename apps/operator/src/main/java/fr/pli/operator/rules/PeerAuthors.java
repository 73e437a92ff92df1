package fr.pli.operator.rules;

import fr.pli.exchange.ForeignAuthor;
import fr.pli.exchange.PeerRule;
import fr.pli.exchange.TrustSpace;
import fr.pli.mime.MessageIndex;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.MssAddress;
import fr.pli.registry.Registry;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Emitted;
import fr.pli.tls.PeerIdentity;
import java.net.IDN;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In whose name a peer may write. Readers trust From because submission checks it, so what a peer brings is read by the same rule
 * ({@link MessageHeaders}): From and Sender are of domains for which the name of its certificate is listed. One of our domains comes back only
 * where we emitted that message as that BAL, such as a redirect that comes home. Decision 1004.
 */
public record PeerAuthors(
        PeerRule peers, TrustSpace trust, Registry registry, Emitted emitted, ForeignAuthor foreign, String host) {

    private static final Logger log = LoggerFactory.getLogger(PeerAuthors.class);

    /**
     * Judges what a peer brings.
     *
     * @return our Authentication-Results field, without a line end, where the message is to be marked
     * @throws SmtpRefusal if it is not to be taken
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach
     */
    Optional<String> judge(PeerIdentity peer, MessageIndex index) throws SmtpRefusal {
        ListeBlanche list = trust.required();
        Optional<String> mark = Optional.empty();
        for (MssAddress author : MessageHeaders.authors(index)) {
            String domain = ascii(author.domain());
            if (peers.isListed(peer, list.names(domain))) {
                continue;
            }
            if (registry.domains().contains(domain)) {
                requireOurs(author, index, peer);
            } else if (foreign == ForeignAuthor.REFUSE) {
                log.warn("refused reason=author-of-another peer={} author-domain={}", peer.structure(), domain);
                throw Refusals.AUTHOR_OF_ANOTHER.refusal();
            } else if (foreign == ForeignAuthor.MARK && mark.isEmpty()) {
                log.info("marked reason=author-of-another peer={} author-domain={}", peer.structure(), domain);
                mark = Optional.of(field(domain));
            }
        }
        return mark;
    }

    private void requireOurs(MssAddress author, MessageIndex index, PeerIdentity peer) throws SmtpRefusal {
        Optional<String> id = index.header("Message-ID");
        if (id.isEmpty() || !emitted.has(id.get(), author)) {
            log.warn("refused reason=author-of-ours peer={} author={}", peer.structure(), author);
            throw Refusals.AUTHOR_OF_OURS.refusal();
        }
    }

    private String field(String domain) {
        return "Authentication-Results: " + host + ";\r\n x-mssante=fail"
                + " reason=\"the operator that delivered it is not listed for this domain\"\r\n header.from=" + domain;
    }

    /** As the list and the registry write it; one that is no name of a domain is as it is, and of nobody. */
    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(java.util.Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return domain;
        }
    }

    /** What stands first in a message as it is delivered (RFC 5321 section 4.4). */
    static String returnPath(Optional<MssAddress> from) {
        return "Return-Path: <" + from.map(MssAddress::toString).orElse("") + ">";
    }

    /** The fields to write, in order. */
    static List<String> fields(Optional<MssAddress> from, Optional<String> mark) {
        return mark.map(field -> List.of(returnPath(from), field)).orElseGet(() -> List.of(returnPath(from)));
    }
}
