package fr.pli.lps;

import fr.pli.compose.Reply;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Tells what the failures of Angus Mail mean: it hides the reason one or more causes below. */
final class Failure {

    /** An answer of SMTP. */
    private record Reply(int code, String text) {}

    private Failure() {}

    /** Of a connection. */
    static IOException of(String what, MessagingException e) {
        Throwable reason = e;
        boolean gone = false;
        while (true) {
            gone |= isGone(reason);
            if (reason instanceof CertificateException) {
                return new OperatorNotTrustedException(what + ": " + reason.getMessage(), e);
            }
            if (reason.getCause() == null) {
                break;
            }
            reason = reason.getCause();
        }
        String why = what + ": " + reason.getMessage();
        return gone ? new OperatorUnavailableException(why, e) : new IOException(why, e);
    }

    /** Of a login. */
    static IOException ofLogin(String what, AuthenticationFailedException e) {
        String answer = String.valueOf(e.getMessage()).strip();
        if (answer.startsWith("[UNAVAILABLE]") || answer.startsWith("4")) {
            return new OperatorUnavailableException(what + ": " + answer, e);
        }
        return new LoginRefusedException(what + ": " + readable(answer), e);
    }

    /** Of a submission. */
    static IOException ofSending(SendFailedException e) {
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
            return of("the message was not sent", e);
        }
        String what = "the operator does not take the message: "
                + String.join("; ", replies.stream().map(Reply::text).toList());
        return replies.stream().anyMatch(reply -> reply.code() >= 500)
                ? new MessageRefusedException(what, e)
                : new OperatorUnavailableException(what, e);
    }

    private static boolean isGone(Throwable e) {
        return e instanceof SocketException
                || e instanceof SocketTimeoutException
                || e instanceof UnknownHostException
                || e instanceof EOFException
                || e instanceof ConnectionException;
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage()).strip();
    }

    /** SMTP gives its reason in base64 before the refusal, and the library does not wait for more. */
    private static String readable(String answer) {
        if (!answer.startsWith("334 ")) {
            return answer;
        }
        try {
            byte[] reason = Base64.getDecoder().decode(answer.substring(4).strip());
            return new String(reason, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ");
        } catch (IllegalArgumentException notBase64) {
            return answer;
        }
    }
}
