package fr.pli.wire;

import fr.pli.mss.MssAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each exchange that was decided, with the mailbox that only the mechanism knows. Never a token, never a password. */
final class SaslLog {

    private static final Logger log = LoggerFactory.getLogger(SaslLog.class);

    private final String mechanism;
    private final SaslPeer peer;

    SaslLog(String mechanism, SaslPeer peer) {
        this.mechanism = mechanism;
        this.peer = peer;
    }

    SaslStep.Outcome ended(MssAddress mailbox, SaslStep.Outcome outcome) {
        switch (outcome) {
            case SaslStep.Granted(Identity who, MssAddress granted, Grant _) ->
                log.info(
                        "granted who={} mailbox={} mechanism={} session={} peer={}",
                        who.shown(),
                        granted,
                        mechanism,
                        peer.session(),
                        peer.shown());
            case SaslStep.Refused(Reason reason) -> failed("refused", reason, "mailbox=" + mailbox.masked());
            case SaslStep.Unavailable(Reason reason) -> failed("unavailable", reason, "mailbox=" + mailbox.masked());
        }
        return outcome;
    }

    SaslStep.Refused malformed(SaslSyntaxException e) {
        failed("refused", e.reason(), "detail=\"" + e.getMessage() + "\"");
        return new SaslStep.Refused(e.reason());
    }

    private void failed(String what, Reason reason, String about) {
        log.info(
                "{} reason={} {} mechanism={} session={} peer={}",
                what,
                reason.word(),
                about,
                mechanism,
                peer.session(),
                peer.shown());
    }
}
