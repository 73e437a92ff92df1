package fr.pli.imap;

import static fr.pli.imap.State.AUTHENTICATED;
import static fr.pli.imap.State.CLEAR;
import static fr.pli.imap.State.NOT_AUTHENTICATED;
import static fr.pli.imap.State.SELECTED;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** All commands, by name, and when each may come. */
public final class Commands {

    private record Entry(Command command, Set<State> when) {}

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
        add("CREATE", OPEN, new CreateCommand());
        add("DELETE", OPEN, new DeleteCommand());
        add("RENAME", OPEN, new RenameCommand());
        add("SUBSCRIBE", OPEN, new SubscribeCommand());
        add("UNSUBSCRIBE", OPEN, new UnsubscribeCommand());
        add("LIST", OPEN, new ListCommand());
        add("LSUB", OPEN, new LsubCommand());
        add("STATUS", OPEN, new StatusCommand());
        add("APPEND", OPEN, new AppendCommand());
        add("IDLE", OPEN, new IdleCommand());
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
        add("EXPUNGE", IN_MAILBOX, new ExpungeCommand());
        add("UID EXPUNGE", IN_MAILBOX, new UidExpungeCommand());
        for (Numbering numbering : Numbering.values()) {
            add(numbering.command("SEARCH"), IN_MAILBOX, new SearchCommand(numbering));
            add(numbering.command("SORT"), IN_MAILBOX, new SortCommand(numbering));
            add(numbering.command("THREAD"), IN_MAILBOX, new ThreadCommand(numbering));
            add(numbering.command("FETCH"), IN_MAILBOX, new FetchCommand(numbering));
            add(numbering.command("STORE"), IN_MAILBOX, new StoreCommand(numbering));
            add(numbering.command("COPY"), IN_MAILBOX, new CopyCommand(numbering));
            add(numbering.command("REPLACE"), IN_MAILBOX, new ReplaceCommand(numbering));
            add(numbering.command("MOVE"), IN_MAILBOX, new MoveCommand(numbering));
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

    private void add(String name, Set<State> when, Command command) {
        entries.put(name, new Entry(command, when));
    }
}
