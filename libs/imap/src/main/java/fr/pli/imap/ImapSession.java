package fr.pli.imap;

import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.MailElsewhere;
import fr.pli.imap.mail.SessionClock;
import fr.pli.imap.syntax.Arguments;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.wire.BudgetException;
import fr.pli.wire.ComputingTime;
import fr.pli.wire.Connection;
import fr.pli.wire.GrantState;
import fr.pli.wire.Identity;
import fr.pli.wire.MailAccess;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslDialogue;
import fr.pli.wire.TimedOutException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client from greeting to goodbye: reads commands, has them run, answers, and tells what happened meanwhile. */
final class ImapSession {

    private static final Logger log = LoggerFactory.getLogger(ImapSession.class);
    private static final int LINE_BEFORE_LOGIN = 16 * 1024;
    private static final int LINE = 64 * 1024;
    private static final int ERRORS_IN_A_ROW = 20;

    /** Something that is done after an answer has been sent. */
    interface Afterwards {
        void run() throws IOException;
    }

    private final ImapProtocol protocol;
    private final Connection connection;
    private final Responses out;
    private final Set<Enabled> enabled = EnumSet.noneOf(Enabled.class);
    private final Announcer announcer;
    private final Notifier notifier;
    private final SaslDialogue dialogue;
    private final SessionClock clock;
    private final ComputingTime computing = new ComputingTime();
    private ConnectionSource source;
    private State state;
    private @Nullable Login login;
    private @Nullable Account account;
    private MailElsewhere.@Nullable Session elsewhere;
    private @Nullable Selected selected;
    private @Nullable Afterwards afterwards;
    private String tag = "";
    private int errors;

    /** Who is here, and whose mailboxes are open. */
    private record Login(Identity who, MssAddress mailbox) {}

    ImapSession(ImapProtocol protocol, Connection connection) {
        this.protocol = protocol;
        this.connection = connection;
        clock = new SessionClock(protocol.settings());
        out = new Responses(connection.output(), this::mayGoOn);
        announcer = new Announcer(out, enabled, this::mayChange);
        notifier = new Notifier(this, out);
        dialogue = new SaslDialogue(connection, protocol.sasl());
        source = new ConnectionSource(connection, LINE_BEFORE_LOGIN);
        state = connection.canStartTls() ? State.CLEAR : State.NOT_AUTHENTICATED;
    }

    /** From greeting to goodbye. */
    void converse() throws IOException {
        try (dialogue) {
            out.untagged("OK [CAPABILITY " + capabilities() + "] Pli");
            while (state != State.LOGOUT && goesOn()) {
                connection.patience(clock.patience(login != null));
                take(new Arguments(source));
            }
        } catch (TimedOutException _) {
            bye(
                    mayGoOn() || connection.draining()
                            ? clock.whyOver(login != null, connection.draining())
                            : SessionClock.NO_LONGER);
        } catch (SessionOverException _) {
            bye(SessionClock.NO_LONGER);
        } catch (BudgetException e) {
            log.info("over budget session={} reason=\"{}\"", connection.id(), e.getMessage());
            bye("[TOOBIG] Trop de texte, au revoir / Too much text, goodbye");
        } finally {
            ended();
        }
    }

    /** One command, to the end of what follows its answer. */
    private void take(Arguments args) throws IOException {
        notifier.begin();
        try {
            count(new Turn(this, args, out).take());
            finish();
        } finally {
            notifier.done();
        }
    }

    /** Sends also a client away that never lets the server wait. */
    private boolean goesOn() throws IOException {
        boolean goesOn = !clock.isOver(login != null);
        if (!goesOn) {
            bye(clock.whyOver(login != null, false));
        }
        return goesOn;
    }

    private void finish() throws IOException {
        if (afterwards != null) {
            out.flush();
            Afterwards todo = afterwards;
            afterwards = null;
            todo.run();
        }
    }

    /** A client that cannot be understood so many times is sent away. */
    private void count(boolean understood) throws IOException {
        errors = understood ? 0 : errors + 1;
        if (errors >= ERRORS_IN_A_ROW && state != State.LOGOUT) {
            bye("Trop d'erreurs, au revoir / Too many errors, goodbye");
        }
    }

    /** Says goodbye; the conversation ends after the answer that may follow. */
    void bye(String text) throws IOException {
        notifier.end();
        out.bye(text);
        state = State.LOGOUT;
    }

    private void ended() {
        notifier.end();
        if (elsewhere != null) {
            elsewhere.close();
        }
        if (login != null) {
            Duration lasted = clock.lasted();
            log.info("closed session={} mailbox={} lasted={}s", connection.id(), login.mailbox(), lasted.toSeconds());
            protocol.events().ended(connection.id(), login.who(), login.mailbox(), lasted);
        }
    }

    /** Does that once the answer to this command has been sent. */
    void afterAnswer(Afterwards todo) {
        afterwards = todo;
    }

    /** The client has authenticated. Where an existing server keeps the mail, the session goes on there. */
    void open(Identity who, MssAddress mailbox) {
        Optional<MailElsewhere> existing = protocol.store().elsewhere(mailbox);
        if (existing.isPresent()) {
            elsewhere = existing.get().open(mailbox);
            afterAnswer(this::goOnElsewhere);
        } else {
            account = protocol.store().account(mailbox);
        }
        login = new Login(who, mailbox);
        state = State.AUTHENTICATED;
        source = new ConnectionSource(connection, LINE);
        protocol.events().granted(connection.id(), who, mailbox);
    }

    private void goOnElsewhere() throws IOException {
        state = State.LOGOUT;
        if (elsewhere != null) {
            elsewhere.converse(
                    connection,
                    new MailElsewhere.Terms(
                            protocol.commands().names(),
                            protocol.commands().changing(),
                            2 * protocol.settings().maxMessage(),
                            clock,
                            dialogue::state));
        }
    }

    /** TLS is on. */
    void secured() {
        state = State.NOT_AUTHENTICATED;
    }

    /** What CAPABILITY tells now. */
    String capabilities() {
        return elsewhere == null
                ? Capabilities.of(state, dialogue.mechanisms(), protocol.settings())
                : elsewhere.capabilities();
    }

    /** The mailboxes; only in states where there are any. */
    Account account() {
        if (account == null) {
            throw new IllegalStateException("not authenticated");
        }
        return account;
    }

    /** Who may do what in the open BAL; only in states where there is one. */
    AccessList access() {
        if (login == null) {
            throw new IllegalStateException("not authenticated");
        }
        return account().access(login.who());
    }

    /**
     * The same, for those who manage the BAL.
     *
     * @throws ImapRefusal NOPERM
     */
    AccessList accessToManage() throws ImapRefusal {
        AccessList access = access();
        if (!access.manages()) {
            throw new ImapRefusal("NOPERM", "Only who manages the BAL may see or change who opens it");
        }
        return access;
    }

    /** The selected mailbox; only in the selected state. */
    Selected selected() {
        if (selected == null) {
            throw new IllegalStateException("no mailbox selected");
        }
        return selected;
    }

    /**
     * The selected mailbox, for a change.
     *
     * @throws ImapRefusal if it was opened with EXAMINE
     */
    Selected selectedReadWrite() throws ImapRefusal {
        if (selected().readOnly()) {
            throw new ImapRefusal("", "The mailbox is open read-only");
        }
        return selected();
    }

    /** Whether what the log-in opened is still open. Asked before each command: it costs next to nothing. */
    boolean mayGoOn() {
        return !dialogue.isOver();
    }

    /** Whether this session may do more than read and set \\Seen, as the rights are now. */
    boolean mayChange() {
        return dialogue.state() instanceof GrantState.Holds(MailAccess access) && access == MailAccess.CHANGE;
    }

    /** @throws ImapRefusal if this session may only read */
    void requireChange() throws ImapRefusal {
        if (!mayChange()) {
            throw new ImapRefusal("NOPERM", "Lecture seule / You may only read here");
        }
    }

    void select(Selected mailbox) {
        selected = mailbox;
        state = State.SELECTED;
        notifier.reselected();
    }

    void unselect() {
        selected = null;
        state = State.AUTHENTICATED;
        notifier.reselected();
    }

    void logout() {
        state = State.LOGOUT;
    }

    /** A command of that tag is about to be run. */
    void begin(String newTag) {
        tag = newTag;
    }

    /** Of the command that is run. */
    String tag() {
        return tag;
    }

    State state() {
        return state;
    }

    /** Begins to compute something that its client can make long; within the time that a search has. */
    ComputingTime.Work work() {
        return computing.begin(protocol.settings().search());
    }

    /** Switches an extension on. What first switches CONDSTORE on tells how far the selected mailbox is (RFC 7162 section 3.1). */
    void enable(Enabled extension) throws IOException {
        boolean had = has(Enabled.CONDSTORE);
        enabled.add(extension);
        if (extension == Enabled.QRESYNC) {
            enabled.add(Enabled.CONDSTORE);
        }
        if (!had && has(Enabled.CONDSTORE) && selected != null) {
            out.untagged("OK [HIGHESTMODSEQ " + selected.known().highestModSeq() + "] Highest mod-sequence");
        }
    }

    boolean has(Enabled extension) {
        return enabled.contains(extension);
    }

    Set<Enabled> enabled() {
        return Collections.unmodifiableSet(enabled);
    }

    /** Whether names and headers may go out in UTF-8. */
    boolean utf8() {
        return has(Enabled.UTF8) || has(Enabled.REV2);
    }

    NameEncoding names() {
        return utf8() ? NameEncoding.UTF8 : NameEncoding.MODIFIED_UTF7;
    }

    Announcer announcer() {
        return announcer;
    }

    /** What the client asked for with NOTIFY. */
    Notifier notifier() {
        return notifier;
    }

    /** Tells what happened in the selected mailbox, as far as the client wants to hear of it. That can wait where the store is out of reach. */
    void tell(boolean removals) throws IOException {
        if (notifier.tellsSelected()) {
            tell(removals, Announcer.Silence.NONE);
            push();
        }
    }

    private void push() throws IOException {
        if (selected != null && state != State.LOGOUT) {
            try {
                notifier.push(selected);
            } catch (StoreUnavailableException e) {
                log.debug("cannot tell session={} reason=\"{}\"", connection.id(), e.getMessage());
            }
        }
    }

    /** Tells what a command has made happen there, and with it all else: numbers mean nothing without it. */
    void tell(boolean removals, Announcer.Silence silence) throws IOException {
        if (selected != null && state != State.LOGOUT) {
            try {
                announce(removals, silence);
            } catch (StoreUnavailableException e) {
                log.debug("cannot look session={} reason=\"{}\"", connection.id(), e.getMessage());
            }
        }
    }

    /** The same, where a mailbox is selected. @throws StoreUnavailableException if it is out of reach */
    void announce(boolean removals, Announcer.Silence silence) throws IOException {
        Selected mailbox = selected();
        int next = mailbox.known().uidNext();
        announcer.tell(mailbox, removals, notifier.silence(silence));
        if (mailbox.known().uidNext() > next) {
            notifier.came(next);
        }
    }

    /** Tells removals that a command has made; what its tagged OK begins with (RFC 7162 section 3.2.7). */
    String tellRemoval(int[] uids) throws IOException {
        tell(true);
        return uids.length > 0 && has(Enabled.CONDSTORE)
                ? "[HIGHESTMODSEQ " + selected().known().highestModSeq() + "] "
                : "";
    }

    /**
     * What a tagged OK begins with after a command by sequence number: the client must not be told in it that messages are gone, but may be told to ask
     * (RFC 5530, RFC 2180 section 4).
     */
    String expungeIssued(Numbering numbering) {
        try {
            return numbering == Numbering.SEQUENCE && selected().look().removed().length > 0 ? "[EXPUNGEISSUED] " : "";
        } catch (StoreUnavailableException e) {
            log.debug("cannot look session={} reason=\"{}\"", connection.id(), e.getMessage());
            return "";
        }
    }

    /** Sends a SASL challenge and returns the answer. */
    byte[] ask(String base64) throws IOException {
        out.goOn(base64);
        out.flush();
        return connection.readLine(LINE_BEFORE_LOGIN);
    }

    /** Authentication failed. */
    void denied(Reason reason) throws IOException {
        protocol.events().denied(connection.id(), reason);
        countAttempts();
    }

    /** A client that has used all its attempts is sent away. */
    void countAttempts() throws IOException {
        if (dialogue.isExhausted()) {
            bye("Trop de tentatives, au revoir / Too many attempts, goodbye");
        }
    }

    SaslDialogue dialogue() {
        return dialogue;
    }

    /** Joins the log lines of this session. */
    String id() {
        return connection.id();
    }

    Connection connection() {
        return connection;
    }

    ImapProtocol protocol() {
        return protocol;
    }
}
