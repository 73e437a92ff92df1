package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * MAIL (RFC 5321 section 4.1.1.2) with the parameters of RFC 1870, 6152, 6531, 3461 and 4954.
 * <pre>
 * mail = "MAIL FROM:" Reverse-path [SP Mail-parameters] CRLF
 * Mail-parameters: SIZE=1*20DIGIT, BODY=7BIT / 8BITMIME, SMTPUTF8, RET=FULL / HDRS, ENVID=xtext, AUTH=xtext / "&lt;&gt;"
 * </pre>
 */
final class MailCommand implements Command {

    private static final Pattern BODY = Pattern.compile("(?i)7BIT|8BITMIME");
    private static final Pattern RET = Pattern.compile("(?i)FULL|HDRS");
    private static final Pattern ENVID = Pattern.compile("[!-~]{1,100}");
    private static final Pattern AUTH = Pattern.compile("[!-~]{1,500}");

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        SmtpClient client = session.client();
        Reception reception = session.reception();
        session.requireNoTransaction();
        String path = arguments.path("FROM:");
        MailParameters parameters = parameters(arguments.parameters());
        Optional<MssAddress> from = from(path, parameters.smtpUtf8());
        if (parameters.size().orElse(0) > reception.maxSize()) {
            throw Answer.MESSAGE_TOO_BIG.refusal(reception.maxSize());
        }

        session.begin(client, parameters, reception.mailFrom(client, from, parameters));
        session.replies().send(Answer.SENDER_OK.reply());
    }

    /** The null path is the sender of reports (RFC 5321 section 4.5.5). */
    private static Optional<MssAddress> from(String path, boolean smtpUtf8) throws SmtpRefusal {
        return path.isEmpty() ? Optional.empty() : Optional.of(MailPath.address(path, smtpUtf8, Answer.SENDER_SYNTAX));
    }

    static MailParameters parameters(Parameters given) throws SmtpRefusal {
        OptionalLong size = given.takeNumber("SIZE");
        Optional<String> body = given.takeWord("BODY", BODY);
        boolean smtpUtf8 = given.takeFlag("SMTPUTF8");
        Optional<String> ret = given.takeWord("RET", RET);
        Optional<String> envid = given.takeXtext("ENVID", ENVID);
        given.takeXtext("AUTH", AUTH);
        given.end();
        return new MailParameters(size, body.equals(Optional.of("8BITMIME")), smtpUtf8, ret, envid);
    }
}
