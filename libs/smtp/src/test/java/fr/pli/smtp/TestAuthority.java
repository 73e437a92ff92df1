package fr.pli.smtp;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.wire.Authority;
import fr.pli.wire.Grant;
import fr.pli.wire.Identity;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslPeer;
import fr.pli.wire.SaslStep;

/** Knows tokens by what they say of themselves, and any client certificate as the laboratory's. */
record TestAuthority(Grant grant) implements Authority {

    private static final Identity PHYSICIAN = new Identity.Professional(new IdNatPs("899700245667"));
    private static final Identity LABORATORY =
            new Identity.Structure(new IdNatStruct("300000000099622"), "OU=300000000099622");

    @Override
    public SaslStep.Outcome token(String token, MssAddress mailbox, SaslPeer peer) {
        return switch (token) {
            case "fresh" -> new SaslStep.Granted(PHYSICIAN, mailbox, grant);
            case "expired" -> new SaslStep.Refused(Reason.TOKEN_EXPIRED);
            case "psc-down" -> new SaslStep.Unavailable(Reason.PSC_UNREACHABLE);
            case "bug" -> throw new IllegalStateException("told to fail at AUTH");
            default -> new SaslStep.Refused(Reason.TOKEN_FORGED);
        };
    }

    @Override
    public SaslStep.Outcome certificate(MssAddress mailbox, SaslPeer peer) {
        return peer.chain().isEmpty()
                ? new SaslStep.Refused(Reason.CERTIFICATE_MISSING)
                : new SaslStep.Granted(LABORATORY, mailbox, grant);
    }
}
