package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslMechanism;
import fr.pli.wire.SaslStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AUTHENTICATE (RFC 9051 section 6.2.2, ECO.1.2.1). After a refusal the client may come again on the same connection (ECO.1.2.7).
 * <pre>authenticate = "AUTHENTICATE" SP auth-type [SP (base64 / "=")] *(CRLF base64)</pre>
 */
final class AuthenticateCommand implements Command {

    private static final Logger log = LoggerFactory.getLogger(AuthenticateCommand.class);

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, IOException {
        if (session.state() == State.CLEAR) {
            throw new ImapRefusal("PRIVACYREQUIRED", "STARTTLS comes first");
        }
        args.space();
        String name = args.keyword();
        Optional<byte[]> initial =
                args.skip(' ') ? Optional.of(args.atom().getBytes(StandardCharsets.US_ASCII)) : Optional.empty();
        args.end();
        SaslMechanism mechanism = session.dialogue()
                .mechanism(name)
                .orElseThrow(() -> new ImapRefusal(
                        "", "No such mechanism, only " + session.dialogue().mechanisms()));

        return switch (run(session, mechanism, initial)) {
            case SaslStep.Granted granted -> {
                session.open(granted.who(), granted.mailbox());
                yield "[CAPABILITY " + session.capabilities() + "] AUTHENTICATE completed";
            }
            case SaslStep.Refused(Reason reason) -> throw refused(session, reason);
            case SaslStep.Unavailable(Reason reason) -> {
                session.denied(reason);
                throw unavailable();
            }
        };
    }

    /** Whatever goes wrong in whoever decides is no verdict: the client may try again (RFC 5530). */
    private static SaslStep.Outcome run(ImapSession session, SaslMechanism mechanism, Optional<byte[]> initial)
            throws ImapRefusal, IOException {
        try {
            return session.dialogue().run(mechanism, initial, session::ask);
        } catch (RuntimeException fault) {
            log.error("failed session={} command=AUTHENTICATE", session.id(), fault);
            session.countAttempts();
            throw unavailable();
        }
    }

    private static ImapRefusal unavailable() {
        return new ImapRefusal("UNAVAILABLE", "Verification impossible pour le moment / Cannot be verified for now");
    }

    private static ImapRefusal refused(ImapSession session, Reason reason) throws ImapSyntaxException, IOException {
        session.denied(reason);
        if (reason == Reason.CANCELLED || reason == Reason.RESPONSE_NOT_BASE64) {
            throw new ImapSyntaxException(reason == Reason.CANCELLED ? "AUTHENTICATE cancelled" : "expected base64");
        }
        return new ImapRefusal("AUTHENTICATIONFAILED", "Authentification refusee / Authentication failed");
    }
}
