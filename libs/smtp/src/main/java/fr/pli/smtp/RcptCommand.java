package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * RCPT (RFC 5321 section 4.1.1.3) with the parameters of RFC 3461. A bare Postmaster is the one of this host (section 4.5.1).
 * <pre>
 * rcpt = "RCPT TO:" ( "&lt;Postmaster&gt;" / Forward-path ) [SP Rcpt-parameters] CRLF
 * Rcpt-parameters: NOTIFY="NEVER" / 1#( "SUCCESS" / "FAILURE" / "DELAY" ), ORCPT=addr-type ";" xtext
 * </pre>
 */
final class RcptCommand implements Command {

    private static final Pattern NOTIFY =
            Pattern.compile("(?i)NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY)){0,2}");
    private static final Pattern ORCPT = Pattern.compile("[A-Za-z0-9-]{1,40};[!-~]{1,500}");
    /** With SMTPUTF8, of addr-type utf-8 (RFC 6533 section 3). */
    private static final Pattern UTF8_ORCPT = Pattern.compile("[A-Za-z0-9-]{1,40};\\S{1,500}");

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        Transaction mail = session.transaction();
        mail.requireBeforeData();
        String path = arguments.path("TO:");
        RcptParameters parameters =
                parameters(arguments.parameters(), mail.parameters().smtpUtf8());
        MssAddress to = path.equalsIgnoreCase("postmaster")
                ? new MssAddress(path, session.settings().host())
                : MailPath.address(path, mail.parameters().smtpUtf8(), Answer.RECIPIENT_SYNTAX);

        mail.rcptTo(to, parameters, session.settings().limits().recipients());
        session.progressed();
        session.replies().send(Answer.RECIPIENT_OK.reply());
    }

    static RcptParameters parameters(Parameters given, boolean smtpUtf8) throws SmtpRefusal {
        Optional<String> notifyOn = given.takeWord("NOTIFY", NOTIFY);
        Optional<String> orcpt = given.takeXtext("ORCPT", smtpUtf8 ? UTF8_ORCPT : ORCPT);
        given.end();
        return new RcptParameters(notifyOn, orcpt);
    }
}
