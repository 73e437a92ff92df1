package fr.pli.wire;

import fr.pli.mss.MssAddress;

/** An exchange of one step where the client names a BAL and its certificate speaks for it. */
final class CertificateExchange implements SaslExchange {

    /** Reads the mailbox out of a response. */
    interface Parser {
        MssAddress parse(byte[] response) throws SaslSyntaxException;
    }

    private final SaslLog log;
    private final SaslPeer peer;
    private final Authority authority;
    private final Parser parser;

    CertificateExchange(String mechanism, SaslPeer peer, Authority authority, Parser parser) {
        log = new SaslLog(mechanism, peer);
        this.peer = peer;
        this.authority = authority;
        this.parser = parser;
    }

    @Override
    public SaslStep next(byte[] response) {
        try {
            MssAddress mailbox = parser.parse(response);
            return log.ended(
                    mailbox,
                    peer.chain().isEmpty()
                            ? new SaslStep.Refused(Reason.CERTIFICATE_MISSING)
                            : authority.certificate(mailbox, peer));
        } catch (SaslSyntaxException e) {
            return log.malformed(e);
        }
    }
}
