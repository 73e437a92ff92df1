package fr.pli.imap;

import fr.pli.imap.MailboxException.Code;
import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * APPEND (RFC 9051 section 6.3.12, RFC 3516, RFC 6855). A message that cannot be kept is refused before it is sent, if the client waits for
 * that.
 * <pre>
 * append = "APPEND" SP mailbox [SP flag-list] [SP date-time] SP (literal / literal8 / "UTF8" SP "(" literal8 ")")
 * </pre>
 */
final class AppendCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
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
        check(session, name, literal.size());

        try (ContentWriter writer =
                new ContentWriter(new Spool(session.protocol().spool()))) {
            copy(args.accept(literal), literal.size(), writer);
            args.resume();
            if (utf8) {
                args.expect(')');
            }
            args.end();
            session.requireChange(); // it may have been withdrawn while the message came
            try (Content content = writer.finish()) {
                Account.Appended appended = session.account().append(name, flags, date, content);
                return "[APPENDUID " + appended.uidValidity() + " " + appended.uid() + "] APPEND completed";
            }
        }
    }

    private static void check(ImapSession session, MailboxName name, long size) throws ImapRefusal, MailboxException {
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
        if (session.account().quota().isExceededBy(size)) {
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
