package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import fr.pli.wire.Grant;
import fr.pli.wire.Identity;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslMechanism;
import fr.pli.wire.SaslStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * AUTH (RFC 4954 section 4), with and without initial response. After a refusal the client may try again on the same connection
 * (ECO.1.2.7).
 * <pre>
 * auth-command     = "AUTH" SP sasl-mech [SP initial-response] *(CRLF [base64]) [CRLF cancel-response] CRLF
 * initial-response = base64 / "="
 * cancel-response  = "*"
 * </pre>
 */
final class AuthCommand implements Command {

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        session.requireGreeting();
        if (session.authenticated().isPresent()) {
            throw Answer.OUT_OF_SEQUENCE.refusal("AUTH");
        }
        String name = arguments.word();
        SaslMechanism mechanism =
                session.sasl().mechanism(name).orElseThrow(() -> Answer.MECHANISM_UNKNOWN.refusal(name));
        Optional<byte[]> initial = arguments.isMore() ? Optional.of(octets(arguments.word())) : Optional.empty();
        arguments.end();

        switch (run(session, mechanism, initial)) {
            case SaslStep.Granted(Identity who, MssAddress mailbox, Grant _) -> {
                session.loggedIn(mechanism.name(), new SmtpClient.Authenticated(who, mailbox));
                session.replies().send(Answer.AUTHENTICATED.reply());
            }
            case SaslStep.Refused(Reason reason) -> {
                session.journal().loginFailed(mechanism.name(), reason, false);
                session.replies().send(refusal(reason).reply());
            }
            case SaslStep.Unavailable(Reason reason) -> {
                session.journal().loginFailed(mechanism.name(), reason, true);
                session.replies().send(Answer.AUTHENTICATION_UNAVAILABLE.reply());
            }
        }
    }

    /** Whatever goes wrong in whoever decides is no verdict: the client may try again (RFC 4954 section 6). */
    private static SaslStep.Outcome run(SmtpSession session, SaslMechanism mechanism, Optional<byte[]> initial)
            throws SmtpRefusal, IOException {
        try {
            return session.sasl().run(mechanism, initial, session::ask);
        } catch (RuntimeException fault) {
            session.journal().fault("AUTH", fault);
            throw Answer.AUTHENTICATION_UNAVAILABLE.refusal();
        }
    }

    /** Why is for the log; the client learns only whether its software or its right is at fault. */
    private static Answer refusal(Reason reason) {
        return switch (reason) {
            case CANCELLED -> Answer.AUTHENTICATION_CANCELLED;
            case RESPONSE_NOT_BASE64 -> Answer.AUTHENTICATION_MALFORMED;
            default -> Answer.AUTHENTICATION_REFUSED;
        };
    }

    private static byte[] octets(String base64) {
        return base64.getBytes(StandardCharsets.UTF_8);
    }
}
