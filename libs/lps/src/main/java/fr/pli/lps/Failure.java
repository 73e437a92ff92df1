package fr.pli.lps;

import fr.pli.compose.Reply;
import fr.pli.tls.ServerCertificateException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Tells what the failures of Angus Mail mean: it hides the reason one or more causes below. */
final class Failure {

    /** An answer of SMTP. */
    private record Reply(int code, String text) {}

    private static final int MOST_CAUSES = 20;

    private Failure() {}

    /**
     * Of a connection.
     *
     * @param object a server, or the number of a message; may be empty
     */
    static OperatorException of(Trouble.Step step, String object, MessagingException e) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable next = e; next != null && causes.size() < MOST_CAUSES; next = next.getCause()) {
            causes.add(next);
        }
        String what = step + (object.isEmpty() ? "" : " " + object) + ": ";
        String why = what + causes.getLast().getMessage();
        for (Throwable cause : causes) {
            Optional<Trouble.Reason> distrust = distrust(cause);
            if (distrust.isPresent()) {
                return new OperatorNotTrustedException(
                        what + cause.getMessage(), new Trouble(step, object, distrust.get(), ""), e);
            }
        }
        for (Throwable cause : causes) {
            Optional<Trouble.Reason> outage = outage(cause);
            if (outage.isPresent()) {
                return new OperatorUnavailableException(why, new Trouble(step, object, outage.get(), ""), e);
            }
        }
        return causes.stream()
                .filter(CommandFailedException.class::isInstance)
                .findFirst()
                .<OperatorException>map(refusal -> refused(why, step, object, readable(text(refusal)), e))
                .orElseGet(() -> new OperatorFailedException(why, new Trouble(step, object, failure(causes), ""), e));
    }

    /**
     * Of a login.
     *
     * @param who the BAL, and at which server
     */
    static OperatorException ofLogin(String who, AuthenticationFailedException e) {
        String answer = text(e);
        Trouble.Reason reason = answer.startsWith("[UNAVAILABLE]") || answer.startsWith("4")
                ? Trouble.Reason.TRY_LATER
                : Trouble.Reason.REFUSED;
        String readable = readable(answer);
        Trouble trouble = new Trouble(Trouble.Step.LOG_IN, who, reason, readable);
        String why = who + ": " + readable;
        return reason == Trouble.Reason.TRY_LATER
                ? new OperatorUnavailableException(why, trouble, e)
                : new LoginRefusedException(why, trouble, e);
    }

    /** Of a submission. */
    static OperatorException ofSending(SendFailedException e) {
        List<Reply> replies = new ArrayList<>();
        for (Exception next = e; next instanceof MessagingException one; next = one.getNextException()) {
            switch (one) {
                case SMTPAddressFailedException a ->
                    replies.add(new Reply(a.getReturnCode(), a.getAddress() + ": " + text(a)));
                case SMTPSenderFailedException s -> replies.add(new Reply(s.getReturnCode(), text(s)));
                case SMTPSendFailedException s -> replies.add(new Reply(s.getReturnCode(), text(s)));
                default -> {}
            }
        }
        if (replies.isEmpty()) {
            return of(Trouble.Step.SEND, "", e);
        }
        String answer = String.join("; ", replies.stream().map(Reply::text).toList());
        String why = "the operator does not take the message: " + answer;
        return replies.stream().anyMatch(reply -> reply.code() >= 500)
                ? new MessageRefusedException(
                        why, new Trouble(Trouble.Step.SEND, "", Trouble.Reason.REFUSED, answer), e)
                : new OperatorUnavailableException(
                        why, new Trouble(Trouble.Step.SEND, "", Trouble.Reason.TRY_LATER, answer), e);
    }

    private static OperatorException refused(
            String why, Trouble.Step step, String object, String answer, MessagingException e) {
        return answer.startsWith("[UNAVAILABLE]")
                ? new OperatorUnavailableException(why, new Trouble(step, object, Trouble.Reason.TRY_LATER, answer), e)
                : new OperatorFailedException(why, new Trouble(step, object, Trouble.Reason.REFUSED, answer), e);
    }

    private static Optional<Trouble.Reason> distrust(Throwable e) {
        if (e instanceof ServerCertificateException refused) {
            return Optional.of(refused.refusal()
                    .map(cause -> switch (cause) {
                        case MISSING, OTHER_CA -> Trouble.Reason.NOT_IGC_SANTE;
                        case EXPIRED -> Trouble.Reason.CERTIFICATE_EXPIRED;
                        case REVOKED -> Trouble.Reason.CERTIFICATE_REVOKED;
                        case TEST_CERTIFICATE -> Trouble.Reason.CERTIFICATE_FOR_TESTS;
                        case WRONG_PROFILE, OU_UNREADABLE -> Trouble.Reason.CERTIFICATE_FOR_ANOTHER_USE;
                    })
                    .orElse(Trouble.Reason.REVOCATION_UNKNOWN));
        }
        if (e instanceof CertificateException) {
            // what the platform adds to our check: the host name
            return Optional.of(
                    text(e).contains("name")
                            ? Trouble.Reason.CERTIFICATE_OF_ANOTHER_HOST
                            : Trouble.Reason.CERTIFICATE_WRONG);
        }
        return Optional.empty();
    }

    private static Optional<Trouble.Reason> outage(Throwable e) {
        return switch (e) {
            case UnknownHostException _ -> Optional.of(Trouble.Reason.UNKNOWN_HOST);
            case SocketTimeoutException _ -> Optional.of(Trouble.Reason.NO_ANSWER);
            case ConnectException _, NoRouteToHostException _ -> Optional.of(Trouble.Reason.UNREACHABLE);
            case SocketException _, EOFException _, ConnectionException _ ->
                Optional.of(Trouble.Reason.CONNECTION_LOST);
            default -> Optional.empty();
        };
    }

    private static Trouble.Reason failure(List<Throwable> causes) {
        return causes.stream().anyMatch(SSLException.class::isInstance)
                ? Trouble.Reason.NO_COMMON_TLS
                : Trouble.Reason.UNREADABLE_ANSWER;
    }

    private static String text(Throwable e) {
        return String.valueOf(e.getMessage()).strip();
    }

    /**
     * The part that a person reads: without the tag and the status of IMAP; nothing of an answer that is base64 or JSON, in which SMTP and
     * IMAP give the reason of XOAUTH2 to programs.
     */
    private static String readable(String answer) {
        String line = answer.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.startsWith("334 ") || line.contains("{\"") ? "" : line;
    }
}
