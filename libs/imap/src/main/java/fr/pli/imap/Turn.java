package fr.pli.imap;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.SessionClock;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.mss.StoreRefusedException;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.wire.ComputingTime.RunOutException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One command, from its tag to its tagged answer (RFC 9051 sections 2.2.1 and 7.1). Whatever happens, there is exactly one. */
final class Turn {

    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    private final ImapSession session;
    private final ImapProtocol protocol;
    private final Arguments args;
    private final Responses out;
    private String name = "";

    Turn(ImapSession session, Arguments args, Responses out) {
        this.session = session;
        this.protocol = session.protocol();
        this.args = args;
        this.out = out;
    }

    /**
     * Runs the command and answers. What has no tag is answered untagged; who may no longer be here is told so instead.
     *
     * @return whether the client was understood
     */
    boolean take() throws IOException {
        String tag;
        try {
            tag = args.tag();
            args.space();
        } catch (ImapSyntaxException e) {
            passOver();
            out.untagged("BAD " + e.getMessage());
            return false;
        }
        if (!session.mayGoOn()) {
            session.bye(SessionClock.NO_LONGER);
            return true;
        }
        long start = System.nanoTime();
        session.begin(tag);
        String answer = answer();
        passOver();
        out.line(tag + " " + answer);
        String outcome = answer.substring(0, answer.indexOf(' '));
        protocol.events().command(name, outcome, Duration.ofNanos(System.nanoTime() - start));
        return !outcome.equals("BAD");
    }

    private String answer() throws IOException {
        try {
            name = name();
            Command command = protocol.commands().find(name, session.state());
            if (protocol.commands().changes(name)) {
                session.requireChange();
            }
            String done = "OK " + command.run(session, args, out);
            session.tell(command.mayTellRemovals());
            return done;
        } catch (ImapSyntaxException e) {
            return "BAD " + e.getMessage();
        } catch (ImapRefusal e) {
            return "NO " + (e.code().isEmpty() ? "" : "[" + e.code() + "] ") + e.getMessage();
        } catch (MailboxException e) {
            return "NO [" + e.code() + "] " + e.getMessage();
        } catch (RunOutException _) {
            return "NO [LIMIT] Trop long, precisez la demande / It takes too long, ask for less";
        } catch (StoreUnavailableException e) {
            log.warn("store unavailable session={} command={} reason=\"{}\"", session.id(), name, e.getMessage());
            return "NO [UNAVAILABLE] Service indisponible, revenez / Service unavailable, come again";
        } catch (StoreRefusedException e) {
            log.info("store refused session={} command={} reason=\"{}\"", session.id(), name, e.getMessage());
            return "NO [CANNOT] Valeur refusée / Value refused";
        } catch (RuntimeException e) {
            log.error("failed session={} command={}", session.id(), name, e);
            return "NO [SERVERBUG] Erreur interne / Internal error";
        }
    }

    private String name() throws ImapSyntaxException {
        String word = args.keyword();
        if (!word.equals("UID")) {
            return word;
        }
        args.space();
        return "UID " + args.keyword();
    }

    private void passOver() throws IOException {
        args.passOver(2 * protocol.settings().maxMessage());
    }
}
