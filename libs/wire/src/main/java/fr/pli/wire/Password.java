package fr.pli.wire;

import fr.pli.mss.MssAddress;

/** PLAIN (RFC 4616) as it was before the API LPS, where a password opens the BAL: only for listeners of the time of transition (SEED-04). */
public record Password(Judge judge) implements SaslMechanism {

    /** Decides whether a password opens a BAL. It is neither kept nor logged. */
    public interface Judge {
        SaslStep.Outcome password(String password, MssAddress mailbox, SaslPeer peer);
    }

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public SaslExchange start(SaslPeer peer) {
        SaslLog log = new SaslLog(name(), peer);
        return response -> {
            try {
                Plain.Message message = Plain.message(response);
                return log.ended(message.mailbox(), judge.password(message.password(), message.mailbox(), peer));
            } catch (SaslSyntaxException e) {
                return log.malformed(e);
            }
        };
    }
}
