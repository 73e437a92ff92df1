package fr.pli.store;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.SpecialUse;
import fr.pli.mss.MssSyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The names of a BAL's mailboxes inside a transaction that changes them. It holds the lock of the BAL's row, so nobody else changes them
 * until it ends.
 */
final class MailTree {

    private final JdbcClient jdbc;
    private final long bal;
    private final BalLimits limits;
    private final Map<MailboxName, Long> ids = new HashMap<>();
    private final Map<SpecialUse, MailboxName> uses = new HashMap<>();

    private MailTree(JdbcClient jdbc, long bal, BalLimits limits) {
        this.jdbc = jdbc;
        this.bal = bal;
        this.limits = limits;
    }

    /**
     * Takes the lock, then reads.
     *
     * @throws MailboxException CANNOT if the BAL is suspended or deleted
     */
    static MailTree lock(JdbcClient jdbc, long bal, BalLimits limits) throws MailboxException {
        LockedBal.alone(jdbc, bal).open();
        MailTree tree = new MailTree(jdbc, bal, limits);
        jdbc.sql("SELECT id, name, special_use FROM mailbox WHERE bal_id = :bal")
                .param("bal", bal)
                .query(row -> {
                    MailboxName name = new MailboxName(row.getString("name"));
                    tree.ids.put(name, row.getLong("id"));
                    Optional.ofNullable(row.getString("special_use"))
                            .ifPresent(use -> tree.uses.put(SpecialUse.valueOf(use), name));
                });
        return tree;
    }

    /** @throws MailboxException NONEXISTENT */
    Box find(MailboxName name) throws MailboxException {
        Long id = ids.get(name);
        if (id == null) {
            throw new MailboxException(Code.NONEXISTENT, "there is no such mailbox");
        }
        return new Box(bal, id);
    }

    boolean hasChildren(MailboxName name) {
        return ids.keySet().stream().anyMatch(each -> each.isInside(name));
    }

    /**
     * Makes it and what it is in.
     *
     * @throws MailboxException ALREADYEXISTS, USEATTR, LIMIT
     */
    Box create(MailboxName name, Optional<SpecialUse> use) throws MailboxException {
        if (ids.containsKey(name)) {
            throw new MailboxException(Code.ALREADYEXISTS, "there is such a mailbox");
        }
        if (use.filter(uses::containsKey).isPresent()) {
            throw new MailboxException(Code.USEATTR, "another mailbox has that use");
        }
        createParents(name);
        return insert(name, use);
    }

    /**
     * Renames it and what is in it, and makes what the new name is in.
     *
     * @throws MailboxException NONEXISTENT; ALREADYEXISTS; CANNOT if a name would be too long or it would go into itself; LIMIT
     */
    void rename(MailboxName from, MailboxName to) throws MailboxException {
        find(from);
        if (ids.containsKey(to)) {
            throw new MailboxException(Code.ALREADYEXISTS, "there is such a mailbox");
        }
        if (to.isInside(from)) {
            throw new MailboxException(Code.CANNOT, "a mailbox does not go into itself");
        }
        createParents(to);
        for (Map.Entry<MailboxName, Long> each : ids.entrySet()) {
            if (each.getKey().equals(from) || each.getKey().isInside(from)) {
                jdbc.sql("UPDATE mailbox SET name = :name WHERE bal_id = :bal AND id = :id")
                        .param("name", renamed(each.getKey(), from, to).value())
                        .param("bal", bal)
                        .param("id", each.getValue())
                        .update();
            }
        }
    }

    private void createParents(MailboxName name) throws MailboxException {
        Optional<MailboxName> parent = name.parent();
        if (parent.isPresent() && !ids.containsKey(parent.get())) {
            createParents(parent.get());
            insert(parent.get(), Optional.empty());
        }
    }

    private Box insert(MailboxName name, Optional<SpecialUse> use) throws MailboxException {
        if (ids.size() >= limits.mailboxes()) {
            throw new MailboxException(Code.LIMIT, "at most " + limits.mailboxes() + " mailboxes");
        }
        long id = jdbc.sql("INSERT INTO mailbox (bal_id, name, special_use) VALUES (:bal, :name, :use) RETURNING id")
                .param("bal", bal)
                .param("name", name.value())
                .param("use", use.map(SpecialUse::name).orElse(null))
                .query(Long.class)
                .single();
        ids.put(name, id);
        return new Box(bal, id);
    }

    private static MailboxName renamed(MailboxName name, MailboxName from, MailboxName to) throws MailboxException {
        try {
            return name.renamed(from, to);
        } catch (MssSyntaxException e) {
            throw new MailboxException(Code.CANNOT, "a name inside would be too long");
        }
    }
}
