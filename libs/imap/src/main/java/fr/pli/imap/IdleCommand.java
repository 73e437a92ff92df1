package fr.pli.imap;

import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * IDLE (RFC 2177). While the session's thread waits for DONE, a change in the mailbox starts another one that tells it.
 * After a NOTIFY it tells what that asked for (RFC 5465 section 4).
 * <pre>idle = "IDLE" CRLF "DONE"</pre>
 */
final class IdleCommand implements Command {

    private static final int LINE = 1000;

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException, IOException {
        args.end();

        String line = wait(session, out);
        out.requireOpen();
        if (!line.toUpperCase(Locale.ROOT).equals("DONE")) {
            throw new ImapSyntaxException("expected DONE", line);
        }
        return "IDLE completed";
    }

    private static String wait(ImapSession session, Responses out) throws IOException {
        if (session.notifier().isSet()) {
            return session.notifier().idle(() -> done(session));
        }
        return session.state() == State.SELECTED ? watch(session, out) : idle(session, out);
    }

    private static String watch(ImapSession session, Responses out) throws IOException {
        IdleWatch watch = new IdleWatch(session, out);
        try (Mailbox.Watch _ = session.selected().mailbox().watch(watch::changed)) {
            watch.begin();
            return done(session);
        } finally {
            watch.end();
        }
    }

    private static String idle(ImapSession session, Responses out) throws IOException {
        out.goOn("idling");
        out.flush();
        return done(session);
    }

    private static String done(ImapSession session) throws IOException {
        return new String(session.connection().readLine(LINE), StandardCharsets.US_ASCII);
    }
}
