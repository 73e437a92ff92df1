package fr.pli.imap;

import fr.pli.imap.mail.Account;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * GETQUOTA (RFC 9208 section 4.1.2). A BAL has one quota root, without a name.
 * <pre>getquota = "GETQUOTA" SP quota-root-name</pre>
 */
final class GetQuotaCommand implements Command {

    private static final long UNIT = 1024;

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, IOException {
        args.space();
        byte[] root = args.astring();
        args.end();
        if (root.length > 0) {
            throw new ImapRefusal("NONEXISTENT", "The only quota root is \"\"");
        }

        out.untagged(quota(session.account().quota()));
        return "GETQUOTA completed";
    }

    /** <pre>quota-response = "QUOTA" SP quota-root-name SP quota-list</pre> */
    static String quota(Account.Quota quota) {
        return quota.limit() == 0
                ? "QUOTA \"\" ()"
                : "QUOTA \"\" (STORAGE " + Math.ceilDiv(quota.used(), UNIT) + " " + quota.limit() / UNIT + ")";
    }
}
