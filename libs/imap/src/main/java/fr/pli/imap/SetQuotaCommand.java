package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;

/** SETQUOTA (RFC 9208 section 4.1.1): quotas are the operator's. */
final class SetQuotaCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapRefusal {
        throw new ImapRefusal("NOPERM", "Quotas are set by the operator");
    }
}
