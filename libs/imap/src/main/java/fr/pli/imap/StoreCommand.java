package fr.pli.imap;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox.FlagChange;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.FlagGrammar;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.imap.syntax.NumberSet;
import java.io.IOException;
import java.util.Arrays;

/**
 * STORE and UID STORE (RFC 9051 section 6.4.6, RFC 7162 section 3.1.3).
 * <pre>
 * store           = "STORE" SP sequence-set [SP "(" "UNCHANGEDSINCE" SP mod-sequence-value ")"] SP store-att-flags
 * store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag)))
 * </pre>
 */
record StoreCommand(Numbering numbering) implements Command {

    /** What who may only read may set and clear. */
    private static final Flags SEEN = Flags.of("\\Seen");

    @Override
    public boolean mayTellRemovals() {
        return numbering.mayTellExpunge();
    }

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        Selected selected = session.selectedReadWrite();
        args.space();
        SequenceSet set = SequenceSet.read(args);
        args.space();
        boolean conditional = args.peek() == '(';
        long unchangedSince = conditional ? unchangedSince(args) : Long.MAX_VALUE;
        FlagChange change = change(args);
        boolean silent = silent(args);
        args.space();
        Flags flags = args.peek() == '(' ? FlagGrammar.list(args) : FlagGrammar.series(args);
        args.end();
        if (change == FlagChange.REPLACE || !flags.equals(SEEN)) {
            session.requireChange();
        }
        int[] uids = selected.uids(selected.resolve(set, numbering));

        if (conditional) {
            session.enable(Enabled.CONDSTORE);
        }
        int[] left = selected.mailbox().store(uids, change, flags, unchangedSince);
        int[] done = conditional
                ? Arrays.stream(uids)
                        .filter(uid -> Arrays.binarySearch(left, uid) < 0)
                        .toArray()
                : uids;
        new StoreAnswer(session, selected, done).tell(change, flags, silent);
        String modified = modified(selected, left);
        return (modified.isEmpty() ? session.expungeIssued(numbering) : modified) + numbering.command("STORE")
                + " completed";
    }

    private static long unchangedSince(Arguments args) throws ImapSyntaxException {
        args.expect('(');
        args.keyword("UNCHANGEDSINCE");
        args.space();
        long modSeq = args.number();
        args.expect(')');
        args.space();
        return modSeq;
    }

    private static FlagChange change(Arguments args) throws ImapSyntaxException {
        if (args.skip('+')) {
            return FlagChange.ADD;
        }
        return args.skip('-') ? FlagChange.REMOVE : FlagChange.REPLACE;
    }

    private static boolean silent(Arguments args) throws ImapSyntaxException {
        String name = args.word();
        if (!name.equals("FLAGS") && !name.equals("FLAGS.SILENT")) {
            throw new ImapSyntaxException("expected FLAGS or FLAGS.SILENT", name);
        }
        return name.endsWith(".SILENT");
    }

    /** <pre>"MODIFIED" SP sequence-set</pre> */
    private String modified(Selected selected, int[] left) {
        if (left.length == 0) {
            return "";
        }
        int[] numbers = numbering == Numbering.UID
                ? left
                : Arrays.stream(left).map(uid -> selected.indexOf(uid) + 1).toArray();
        return "[MODIFIED " + NumberSet.of(numbers) + "] ";
    }
}
