package fr.pli.lps;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.wire.Authority;
import fr.pli.wire.Identity;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslPeer;
import fr.pli.wire.SaslStep;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lets in whoever has the token {@code fresh}, or a certificate; {@code psc-down} nobody can judge. Remembers what it was shown. */
final class TokenAuthority implements Authority {

    final List<String> shown = new CopyOnWriteArrayList<>();

    @Override
    public SaslStep.Outcome token(String token, MssAddress mailbox, SaslPeer peer) {
        shown.add(token);
        return switch (token) {
            case "fresh" -> new SaslStep.Granted(new Identity.Professional(new IdNatPs("899700218896")), mailbox);
            case "psc-down" -> new SaslStep.Unavailable(Reason.PSC_UNREACHABLE);
            default -> new SaslStep.Refused(Reason.TOKEN_EXPIRED);
        };
    }

    @Override
    public SaslStep.Outcome certificate(MssAddress mailbox, SaslPeer peer) {
        shown.add(peer.chain().getFirst().getSubjectX500Principal().getName());
        return new SaslStep.Granted(new Identity.Structure(new IdNatStruct("318751275100020"), "CN=test"), mailbox);
    }
}
