package fr.pli.imap;

import fr.pli.imap.mail.Account.Quota;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.FlagGrammar;
import fr.pli.imap.syntax.ImapDates;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.imap.syntax.Literal;
import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * What APPEND and REPLACE put into a mailbox (RFC 9051 section 6.3.12, RFC 3516, RFC 6855). A message that cannot be kept is refused before
 * it is sent, if the client waits for that. Close it.
 */
record NewMessage(MailboxName mailbox, Flags flags, Instant date, Content content) implements AutoCloseable {

    /**
     * Reads to the end of the command.
     * <pre>mailbox [SP flag-list] [SP date-time] SP (literal / literal8 / "UTF8" SP "(" literal8 ")")</pre>
     *
     * @param freed octets that the BAL gets back in the same moment
     */
    static NewMessage read(ImapSession session, Arguments args, long freed)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        MailboxName name = session.names().mailbox(args);
        args.space();
        Flags flags = Flags.NONE;
        if (args.peek() == '(') {
            flags = FlagGrammar.list(args);
            args.space();
        }
        Instant date = Instant.now();
        if (args.peek() == '"') {
            date = ImapDates.dateTime(NameEncoding.utf8(args.string()));
            args.space();
        }
        boolean utf8 = args.peek() == 'U' || args.peek() == 'u';
        if (utf8) {
            args.keyword("UTF8");
            args.space();
            args.expect('(');
        }
        Literal literal = args.literal();
        check(session, name, literal.size(), freed);

        try (ContentWriter writer =
                new ContentWriter(new Spool(session.protocol().spool()))) {
            copy(args.accept(literal), literal.size(), writer);
            args.resume();
            if (utf8) {
                args.expect(')');
            }
            args.end();
            session.requireChange(); // it may have been withdrawn while the message came
            return new NewMessage(name, flags, date, writer.finish());
        }
    }

    @Override
    public void close() {
        content.close();
    }

    private static void check(ImapSession session, MailboxName name, long size, long freed)
            throws ImapRefusal, MailboxException {
        if (size == 0) {
            throw new ImapRefusal("", "A message is not empty");
        }
        if (size > session.protocol().settings().maxMessage()) {
            throw new ImapRefusal(
                    "TOOBIG", "At most " + session.protocol().settings().maxMessage() + " octets");
        }
        try {
            session.account().open(name);
        } catch (MailboxException _) {
            throw new MailboxException(Code.TRYCREATE, "There is no such mailbox");
        }
        Quota quota = session.account().quota();
        if (size > freed && quota.isExceededBy(size - freed)) {
            throw new MailboxException(Code.OVERQUOTA, "The BAL is full");
        }
    }

    private static void copy(InputStream in, long size, ContentWriter out) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long left = size;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            out.write(buffer, 0, count);
            left -= count;
        }
    }
}
