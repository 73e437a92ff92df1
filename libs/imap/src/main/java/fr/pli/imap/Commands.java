package fr.pli.imap;

import static fr.pli.imap.State.AUTHENTICATED;
import static fr.pli.imap.State.CLEAR;
import static fr.pli.imap.State.NOT_AUTHENTICATED;
import static fr.pli.imap.State.SELECTED;

import fr.pli.imap.syntax.ImapSyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All commands, by name, and when each may come. */
public final class Commands {

    /** @param changes whether a session that may only read is refused it */
    private record Entry(Command command, Set<State> when, boolean changes) {}

    private static final Set<State> ANY = Set.of(CLEAR, NOT_AUTHENTICATED, AUTHENTICATED, SELECTED);
    private static final Set<State> NOT_YET = Set.of(CLEAR, NOT_AUTHENTICATED);
    private static final Set<State> OPEN = Set.of(AUTHENTICATED, SELECTED);
    private static final Set<State> IN_MAILBOX = Set.of(SELECTED);

    private final Map<String, Entry> entries = new HashMap<>();

    Commands() {
        add("CAPABILITY", ANY, new CapabilityCommand());
        add("NOOP", ANY, new NoopCommand());
        add("LOGOUT", ANY, new LogoutCommand());
        add("ID", ANY, new IdCommand());

        add("STARTTLS", NOT_YET, new StartTlsCommand());
        add("AUTHENTICATE", NOT_YET, new AuthenticateCommand());
        add("LOGIN", NOT_YET, new LoginCommand());

        add("ENABLE", Set.of(AUTHENTICATED), new EnableCommand());
        add("NAMESPACE", OPEN, new NamespaceCommand());
        add("SELECT", OPEN, new SelectCommand(false));
        add("EXAMINE", OPEN, new SelectCommand(true));
        addChange("CREATE", OPEN, new CreateCommand());
        addChange("DELETE", OPEN, new DeleteCommand());
        addChange("RENAME", OPEN, new RenameCommand());
        addChange("SUBSCRIBE", OPEN, new SubscribeCommand());
        addChange("UNSUBSCRIBE", OPEN, new UnsubscribeCommand());
        add("LIST", OPEN, new ListCommand());
        add("LSUB", OPEN, new LsubCommand());
        add("STATUS", OPEN, new StatusCommand());
        addChange("APPEND", OPEN, new AppendCommand());
        add("IDLE", OPEN, new IdleCommand());
        add("NOTIFY", OPEN, new NotifyCommand());
        add("GETQUOTA", OPEN, new GetQuotaCommand());
        add("GETQUOTAROOT", OPEN, new GetQuotaRootCommand());
        add("COMPRESS", OPEN, new CompressCommand());
        add("MYRIGHTS", OPEN, new MyRightsCommand());
        add("GETACL", OPEN, new GetAclCommand());
        add("LISTRIGHTS", OPEN, new ListRightsCommand());
        add("SETACL", OPEN, new SetAclCommand(true));
        add("DELETEACL", OPEN, new SetAclCommand(false));
        add("SETQUOTA", OPEN, new SetQuotaCommand());

        add("CHECK", IN_MAILBOX, new CheckCommand());
        add("CLOSE", IN_MAILBOX, new CloseCommand());
        add("UNSELECT", IN_MAILBOX, new UnselectCommand());
        addChange("EXPUNGE", IN_MAILBOX, new ExpungeCommand());
        addChange("UID EXPUNGE", IN_MAILBOX, new UidExpungeCommand());
        for (Numbering numbering : Numbering.values()) {
            add(numbering.command("SEARCH"), IN_MAILBOX, new SearchCommand(numbering));
            add(numbering.command("SORT"), IN_MAILBOX, new SortCommand(numbering));
            add(numbering.command("THREAD"), IN_MAILBOX, new ThreadCommand(numbering));
            add(numbering.command("FETCH"), IN_MAILBOX, new FetchCommand(numbering));
            add(numbering.command("STORE"), IN_MAILBOX, new StoreCommand(numbering));
            addChange(numbering.command("COPY"), IN_MAILBOX, new CopyCommand(numbering));
            addChange(numbering.command("REPLACE"), IN_MAILBOX, new ReplaceCommand(numbering));
            addChange(numbering.command("MOVE"), IN_MAILBOX, new MoveCommand(numbering));
        }
    }

    /** Of all commands. */
    Set<String> names() {
        return entries.keySet();
    }

    /** @throws ImapSyntaxException if there is no such command, or not in that state */
    Command find(String name, State state) throws ImapSyntaxException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new ImapSyntaxException("no such command", name);
        }
        if (!entry.when().contains(state)) {
            throw new ImapSyntaxException(name + " " + whyNot(entry, state));
        }
        return entry.command();
    }

    private static String whyNot(Entry entry, State state) {
        if (state == CLEAR || state == NOT_AUTHENTICATED) {
            return state == CLEAR ? "comes after STARTTLS and AUTHENTICATE" : "comes after AUTHENTICATE";
        }
        if (entry.when().equals(NOT_YET)) {
            return "comes before authentication, and that is done";
        }
        return state == AUTHENTICATED ? "needs a selected mailbox" : "comes before a mailbox is selected";
    }

    /** Those that {@link #changes}. */
    Set<String> changing() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().changes())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it changes more than \\Seen, so that a right to read does not suffice (RFC 4314 section 4). */
    boolean changes(String name) {
        Entry entry = entries.get(name);
        return entry != null && entry.changes();
    }

    private void add(String name, Set<State> when, Command command) {
        entries.put(name, new Entry(command, when, false));
    }

    private void addChange(String name, Set<State> when, Command command) {
        entries.put(name, new Entry(command, when, true));
    }
}
