package fr.pli.store;

import fr.pli.imap.Account.Quota;
import fr.pli.imap.Mailbox.Copied;
import fr.pli.imap.MailboxException;
import fr.pli.imap.MailboxException.Code;
import fr.pli.imap.MailboxName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** COPY and MOVE from one mailbox of a BAL to another, or to itself, inside a transaction that holds the locks of both. */
final class Transfer {

    private final JdbcClient jdbc;
    private final Optional<LockedMailbox> source;
    private final LockedMailbox target;

    /**
     * Takes the locks.
     *
     * @throws MailboxException TRYCREATE if there is no target
     */
    Transfer(JdbcClient jdbc, Box from, MailboxName to) throws MailboxException {
        this.jdbc = jdbc;
        List<LockedMailbox> locked = LockedMailbox.lock(jdbc, from, to.value());
        this.source = locked.stream().filter(each -> each.box().equals(from)).findAny();
        this.target = locked.stream()
                .filter(each -> each.isNamed(to.value()))
                .findAny()
                .orElseThrow(() -> new MailboxException(Code.TRYCREATE, "there is no such mailbox"));
    }

    /**
     * COPY.
     *
     * @throws MailboxException OVERQUOTA
     */
    Done copy(int[] uids) throws MailboxException {
        List<Row> rows = rows(uids);
        Quota quota = MailboxRows.quota(jdbc, target.box().bal());
        if (quota.isExceededBy(rows.stream().mapToLong(Row::size).sum())) {
            throw new MailboxException(Code.OVERQUOTA, "the BAL is full");
        }
        if (source.isEmpty() || rows.isEmpty()) {
            return nothing();
        }
        MailRefs.add(jdbc, rows);
        return new Done(put(source.get(), rows), Set.of(target.box().id()));
    }

    /** MOVE: what named a mail there names it here, so the mails are not touched. */
    Done move(int[] uids) {
        return move(rows(uids));
    }

    /** MOVE of all messages. */
    Done moveAll() {
        return move(source.map(LockedMailbox::rows).orElse(List.of()));
    }

    private Done move(List<Row> rows) {
        if (source.isEmpty() || rows.isEmpty()) {
            return nothing();
        }
        Copied moved = put(source.get(), rows);
        source.get().remove(rows);
        return new Done(
                moved,
                new HashSet<>(List.of(source.get().box().id(), target.box().id())));
    }

    private List<Row> rows(int[] uids) {
        return source.map(from -> from.rows(uids)).orElse(List.of());
    }

    private Copied put(LockedMailbox from, List<Row> rows) {
        List<Integer> copies = target.copy(from.box(), rows);
        return new Copied(target.uidValidity(), rows.stream().map(Row::uid).toList(), copies);
    }

    private Done nothing() {
        return new Done(new Copied(target.uidValidity(), List.of(), List.of()), Set.of());
    }

    /** What became of the messages, and the ids of the mailboxes that changed. */
    record Done(Copied copied, Set<Long> changed) {}
}
