package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import fr.pli.wire.Identity;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslExchange;
import fr.pli.wire.SaslMechanism;
import fr.pli.wire.SaslPeer;
import fr.pli.wire.SaslStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * AUTH (RFC 4954 section 4), with and without initial response. After a refusal the client may try again on the same connection.
 * <pre>
 * auth-command     = "AUTH" SP sasl-mech [SP initial-response] *(CRLF [base64]) [CRLF cancel-response] CRLF
 * initial-response = base64 / "="
 * cancel-response  = "*"
 * </pre>
 */
final class AuthCommand implements Command {

    private final List<SaslMechanism> mechanisms;

    AuthCommand(List<SaslMechanism> mechanisms) {
        this.mechanisms = mechanisms;
    }

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        session.requireGreeting();
        if (session.authenticated().isPresent()) {
            throw Answer.OUT_OF_SEQUENCE.refusal("AUTH");
        }
        session.requireNoTransaction();
        SaslMechanism mechanism = mechanism(arguments.word());
        boolean hasInitial = arguments.isMore();
        String initial = hasInitial ? arguments.word() : "";
        arguments.end();

        SaslExchange exchange = mechanism.start(SaslPeer.of(session.connection()));
        SaslStep step = exchange.next(hasInitial ? initialBytes(initial) : decode(session.challenge("")));
        while (step instanceof SaslStep.Challenge(String text)) {
            step = exchange.next(decode(session.challenge(base64(text))));
        }
        settle(session, mechanism.name(), step);
    }

    private static void settle(SmtpSession session, String mechanism, SaslStep step) throws SmtpRefusal, IOException {
        switch (step) {
            case SaslStep.Granted(Identity who, MssAddress mailbox) -> {
                session.loggedIn(mechanism, new SmtpClient.Authenticated(who, mailbox));
                session.replies().send(Answer.AUTHENTICATED.reply());
            }
            case SaslStep.Refused(Reason reason) -> {
                session.loginFailed(mechanism, reason, false);
                throw new SmtpRefusal(Answer.AUTHENTICATION_REFUSED.reply(), reason.word());
            }
            case SaslStep.Unavailable(Reason reason) -> {
                session.loginFailed(mechanism, reason, true);
                throw new SmtpRefusal(Answer.AUTHENTICATION_UNAVAILABLE.reply(), reason.word());
            }
            case SaslStep.Challenge unanswered -> throw new IllegalStateException("still a challenge: " + unanswered);
        }
    }

    private SaslMechanism mechanism(String name) throws SmtpRefusal {
        return mechanisms.stream()
                .filter(m -> m.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Answer.MECHANISM_UNKNOWN.refusal(name));
    }

    private static byte[] initialBytes(String initial) throws SmtpRefusal {
        return initial.equals("=") ? new byte[0] : decode(initial);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws SmtpRefusal 501 5.5.2 if it is not base64 */
    private static byte[] decode(String base64) throws SmtpRefusal {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Answer.AUTHENTICATION_MALFORMED.refusal();
        }
    }
}
