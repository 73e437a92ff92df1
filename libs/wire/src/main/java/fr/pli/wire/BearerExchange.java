package fr.pli.wire;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An exchange where the client shows a token. A refusal takes one more round, as clients expect: a JSON challenge, an answer that
 * says nothing, then the refusal. What is unavailable is said at once. Decision: docs/decisions/0502.
 */
final class BearerExchange implements SaslExchange {

    /** Reads a response. */
    interface Parser {
        BearerResponse parse(byte[] response) throws SaslSyntaxException;
    }

    private final SaslLog log;
    private final SaslPeer peer;
    private final Authority authority;
    private final Parser parser;
    private final Function<Reason, String> failure;
    private SaslStep.@Nullable Refused refused;

    /** @param failure the JSON that tells the client of a refusal */
    BearerExchange(
            String mechanism, SaslPeer peer, Authority authority, Parser parser, Function<Reason, String> failure) {
        log = new SaslLog(mechanism, peer);
        this.peer = peer;
        this.authority = authority;
        this.parser = parser;
        this.failure = failure;
    }

    @Override
    public SaslStep next(byte[] response) {
        if (refused != null) {
            return refused;
        }
        SaslStep.Outcome outcome = decide(response);
        if (outcome instanceof SaslStep.Refused no) {
            refused = no;
            return new SaslStep.Challenge(failure.apply(no.reason()));
        }
        return outcome;
    }

    private SaslStep.Outcome decide(byte[] response) {
        try {
            BearerResponse parsed = parser.parse(response);
            return log.ended(parsed.mailbox(), authority.token(parsed.token(), parsed.mailbox(), peer));
        } catch (SaslSyntaxException e) {
            return log.malformed(e);
        }
    }
}
