package fr.pli.imap;

import fr.pli.imap.Announcer.Silence;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.Overview;
import fr.pli.mss.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a client between its commands, and while it idles, what it asked for with NOTIFY (RFC 5465). Whoever runs a command holds the lock of
 * this session; what happens meanwhile is told after it. No thread waits: one is started when something has happened, looks once for all
 * that has, and rests before it looks again. Decision: docs/decisions/0604.
 */
final class Notifier {

    /** Between two looks, however much happens. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Before another look where the store was out of reach: as often as it looks for what was lost itself. */
    private static final Duration RETRY = Duration.ofSeconds(4);

    private static final Logger log = LoggerFactory.getLogger(Notifier.class);

    /** What waits for the client's next line. */
    interface Wait {
        String line() throws IOException;
    }

    private final ImapSession session;
    private final Responses out;
    private final OneAtATime looking;
    private final ReentrantLock turn = new ReentrantLock();
    private final OwnChanges own = new OwnChanges();
    private final PushedMessages pushed;
    private volatile boolean missed;
    private @Nullable NotifyRequest request;
    private Overview known = Overview.NOTHING;
    private Mailbox.@Nullable Watch watch;
    private boolean idle;
    private boolean ended;

    Notifier(ImapSession session, Responses out) {
        this.session = session;
        this.out = out;
        looking = new OneAtATime("imap-notify-" + session.id(), this::look);
        pushed = new PushedMessages(session, out, own);
    }

    /** A command has come. */
    void begin() {
        turn.lock();
    }

    /** It has been answered. */
    void done() {
        turn.unlock();
        if (missed) {
            looking.ask();
        }
    }

    /** Nothing more is told. Waits for what is being told. */
    void end() {
        turn.lock();
        try {
            ended = true;
            unwatch();
        } finally {
            turn.unlock();
        }
    }

    /** Whether there has been a NOTIFY: from then on nothing is told that was not asked for. */
    boolean isSet() {
        return request != null;
    }

    /**
     * NOTIFY SET: tells how things are now, and watches from here on.
     *
     * @param status whether to tell of all mailboxes that are watched
     */
    void set(NotifyRequest wanted, boolean status) throws IOException {
        Mailbox.Watch next = wanted.isAnything() ? session.account().watch(looking::ask) : () -> {};
        try {
            Overview now = wanted.concernsOthers() ? session.account().overview() : Overview.NOTHING;
            if (status) {
                write(answer(wanted).all(now));
            }
            session.tell(true, Silence.NONE);
            known = now;
        } catch (IOException | RuntimeException e) {
            next.close();
            throw e;
        }
        unwatch();
        watch = next;
        request = wanted;
        own.clear();
    }

    /** NOTIFY NONE: nothing is told. */
    void none() {
        unwatch();
        request = NotifyRequest.NONE;
        known = Overview.NOTHING;
        own.clear();
        pushed.forget();
    }

    /** Whether changes in the selected mailbox are told that no command of the client has made. */
    boolean tellsSelected() {
        return request == null || request.wantsSelected(NotifyEvent.MESSAGE_NEW);
    }

    /** What is not told beside what a command keeps silent about. */
    Silence silence(Silence given) {
        boolean flags = request == null
                || !request.wantsSelected(NotifyEvent.MESSAGE_NEW)
                || request.wantsSelected(NotifyEvent.FLAG_CHANGE);
        return flags ? given : (_, _) -> true;
    }

    /** Messages of the selected mailbox from this UID on have been told of: what was asked for of them is told next. */
    void came(int firstUid) {
        pushed.from(firstUid);
    }

    /** Tells what was asked for of new messages in the selected mailbox. */
    void push(Selected selected) throws IOException {
        if (!pushed.tell(selected, request == null ? Set.of() : request.fetch())) {
            out.untagged(
                    "OK [NOTIFICATIONOVERFLOW] Trop d'un coup, plus rien n'est notifie / Too much at once, no more is told");
            none();
        }
    }

    /** Another mailbox is selected, or none. */
    void reselected() {
        pushed.forget();
    }

    /** The client itself has changed what this name stands for. */
    void caused(MailboxName name) {
        if (request != null) {
            own.name(name);
        }
    }

    /** The client itself has put messages into a mailbox. */
    void caused(long uidValidity, Iterable<Integer> uids) {
        if (request != null) {
            own.messages(uidValidity, uids);
        }
    }

    /** IDLE (section 4): the same is told, and removals may be. */
    String idle(Wait wait) throws IOException {
        out.goOn("idling");
        out.flush();
        idle = true;
        turn.unlock();
        try {
            looking.ask();
            return wait.line();
        } finally {
            turn.lock();
            idle = false;
        }
    }

    private Duration look() {
        missed = true; // before the lock is asked for: whoever has it sees that when he gives it back
        if (!turn.tryLock()) {
            return Duration.ZERO;
        }
        try {
            missed = false;
            if (!ended && request != null && session.state() != State.LOGOUT && session.mayGoOn()) {
                tell(request);
                out.flush();
            }
            return PAUSE;
        } catch (StoreUnavailableException e) {
            log.debug("cannot look session={} reason=\"{}\"", session.id(), e.getMessage());
            looking.ask();
            return RETRY;
        } catch (SessionOverException e) {
            log.debug(
                    "over while notified session={}",
                    session.id(),
                    e); // whoever waits for a command is woken, and says goodbye
            return PAUSE;
        } catch (IOException e) {
            log.debug("gone while notified session={} reason=\"{}\"", session.id(), e.toString());
            session.connection().close();
            return PAUSE;
        } catch (RuntimeException e) {
            log.error("failed session={} command=NOTIFY", session.id(), e);
            session.connection().close();
            return PAUSE;
        } finally {
            turn.unlock();
        }
    }

    private void tell(NotifyRequest wanted) throws IOException {
        if (session.state() == State.SELECTED && tellsSelected()) {
            session.announce(idle || wanted.removalsAtOnce(), Silence.NONE);
            push(session.selected());
        }
        if (wanted.concernsOthers() && isSet()) {
            Overview now = session.account().overview();
            write(answer(wanted).between(known, now, own));
            known = now;
        }
        own.clear();
    }

    private NotifyAnswer answer(NotifyRequest wanted) {
        long selected =
                session.state() == State.SELECTED ? session.selected().known().uidValidity() : 0;
        return new NotifyAnswer(wanted, session.names(), session.has(Enabled.CONDSTORE), selected);
    }

    private void write(Iterable<String> lines) throws IOException {
        for (String line : lines) {
            out.untagged(line);
        }
    }

    private void unwatch() {
        Optional.ofNullable(watch).ifPresent(Mailbox.Watch::close);
        watch = null;
    }
}
