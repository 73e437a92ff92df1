package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * NOTIFY (RFC 5465).
 * <pre>notify = "NOTIFY" SP ("SET" [SP "STATUS"] SP event-groups / "NONE")</pre>
 */
final class NotifyCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, IOException {
        args.space();
        String word = args.keyword();
        switch (word) {
            case "SET" -> set(session, args);
            case "NONE" -> {
                args.end();
                session.notifier().none();
            }
            default -> throw new ImapSyntaxException("expected SET or NONE", word);
        }
        return "NOTIFY completed";
    }

    private static void set(ImapSession session, Arguments args) throws ImapSyntaxException, ImapRefusal, IOException {
        args.space();
        boolean status = args.peek() != '(';
        if (status) {
            args.keyword("STATUS");
            args.space();
        }
        NotifyRequest request = new NotifyGrammar(args, session.names()).groups();
        args.end();

        if (request.fetch().contains(FetchItem.Attribute.MODSEQ)) {
            session.enable(Enabled.CONDSTORE);
        }
        session.notifier().set(request, status);
    }
}
