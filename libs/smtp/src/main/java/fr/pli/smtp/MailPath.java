package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import fr.pli.mss.MssSyntaxException;
import java.util.regex.Pattern;

/**
 * What stands between the brackets of MAIL and RCPT (RFC 5321 section 4.1.2). A source route is read and ignored (appendix C).
 * A quoted local part is the one inside the quotes where that needs none; others and address literals are refused: no BAL has them, and
 * they have been a way around filters.
 * <pre>
 * Path    = "&lt;" [ A-d-l ":" ] Mailbox "&gt;"
 * A-d-l   = At-domain *( "," At-domain )
 * Mailbox = Local-part "@" ( Domain / address-literal )
 * </pre>
 */
final class MailPath {

    private static final Pattern ROUTE = Pattern.compile("^@[A-Za-z0-9.-]{1,255}(?:,@[A-Za-z0-9.-]{1,255}){0,9}:");

    private MailPath() {}

    /**
     * @param wrong the answer to what is no address
     * @throws SmtpRefusal with {@code wrong}, or 553 5.6.7 for an address that needs SMTPUTF8 where it was not asked for
     */
    static MssAddress address(String path, boolean smtpUtf8, Answer wrong) throws SmtpRefusal {
        if (!smtpUtf8 && path.chars().anyMatch(c -> c >= 0x80)) {
            throw Answer.UTF8_NOT_ASKED.refusal(path);
        }
        try {
            return MssAddress.parse(ROUTE.matcher(path).replaceFirst(""));
        } catch (MssSyntaxException e) {
            throw wrong.refusal(path);
        }
    }
}
