package fr.pli.imap;

import fr.pli.imap.mail.ImapSettings;
import java.util.List;

/**
 * What CAPABILITY tells (RFC 9051 section 6.1.1). AUTH= is told inside TLS only. LOGIN never works; LOGINDISABLED is told in clear only, for clients that
 * see it inside TLS give up, whatever AUTH= tells beside it.
 */
final class Capabilities {

    private static final String PROTOCOLS = "IMAP4rev1 IMAP4rev2 SASL-IR ID";

    /** A literal that is sent unasked may be small before authentication and as large as a message after (RFC 7888). */
    private static final String EXTENSIONS = PROTOCOLS
            + " LITERAL+ ENABLE NAMESPACE CHILDREN LIST-EXTENDED LIST-STATUS SPECIAL-USE CREATE-SPECIAL-USE STATUS=SIZE"
            + " UIDPLUS MOVE UNSELECT IDLE CONDSTORE QRESYNC ESEARCH SEARCHRES SORT BINARY OBJECTID UTF8=ACCEPT"
            + " WITHIN SAVEDATE PREVIEW PARTIAL THREAD=ORDEREDSUBJECT THREAD=REFERENCES REPLACE ACL RIGHTS=kxte LIST-MYRIGHTS COMPRESS=DEFLATE NOTIFY"
            + " QUOTA QUOTA=RES-STORAGE APPENDLIMIT=";

    private Capabilities() {}

    /** @param mechanisms names of SASL mechanisms */
    static String of(State state, List<String> mechanisms, ImapSettings settings) {
        return switch (state) {
            case CLEAR -> PROTOCOLS + " LITERAL- STARTTLS LOGINDISABLED";
            case NOT_AUTHENTICATED -> PROTOCOLS + " LITERAL-" + auth(mechanisms);
            case AUTHENTICATED, SELECTED, LOGOUT -> EXTENSIONS + settings.maxMessage();
        };
    }

    private static String auth(List<String> mechanisms) {
        StringBuilder auth = new StringBuilder();
        mechanisms.forEach(name -> auth.append(" AUTH=").append(name));
        return auth.toString();
    }
}
