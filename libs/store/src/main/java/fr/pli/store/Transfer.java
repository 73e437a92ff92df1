package fr.pli.store;

import fr.pli.imap.mail.Mailbox.Copied;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.imap.mail.MailboxName;
import java.util.ArrayList;
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
     * COPY: all of them or none.
     *
     * @throws MailboxException OVERQUOTA, LIMIT
     */
    Done copy(int[] uids, LockedBal bal, BalLimits limits) throws MailboxException {
        if (source.isEmpty()) {
            return nothing();
        }
        LockedMailbox.Sum sum = source.get().sum(uids);
        bal.requireRoom(sum.octets(), sum.messages(), limits);
        if (sum.messages() == 0) {
            return nothing();
        }
        MailRefs.add(jdbc, source.get().box(), uids);
        Moves moves = new Moves();
        for (int[] some : Pieces.of(uids)) {
            put(source.get().rows(some), moves);
        }
        return new Done(moves.copied(target), Set.of(target.box().id()));
    }

    /**
     * MOVE of a piece: what named a mail there names it here, so the mails are not touched.
     *
     * @throws MailboxException LIMIT if the target would have more keywords than it may
     */
    Done move(int[] uids) throws MailboxException {
        return move(source.map(from -> from.rows(uids)).orElse(List.of()), new Moves());
    }

    /** MOVE of all messages. @throws MailboxException as {@link #move} */
    Done moveAll() throws MailboxException {
        Moves moves = new Moves();
        Done done = nothing();
        List<Row> some = first();
        while (!some.isEmpty()) {
            done = move(some, moves);
            some = first();
        }
        return done;
    }

    private List<Row> first() {
        return source.map(from -> from.rowsAfter(0, Pieces.SIZE)).orElse(List.of());
    }

    private Done move(List<Row> rows, Moves moves) throws MailboxException {
        if (source.isEmpty() || rows.isEmpty()) {
            return nothing();
        }
        put(rows, moves);
        source.get().remove(rows);
        return new Done(
                moves.copied(target),
                new HashSet<>(List.of(source.get().box().id(), target.box().id())));
    }

    private void put(List<Row> rows, Moves moves) throws MailboxException {
        if (!rows.isEmpty()) {
            target.admit(rows.stream()
                    .flatMap(row -> row.flags().keywords().stream())
                    .toList());
            moves.to.addAll(target.copy(source.orElseThrow().box(), rows));
            rows.forEach(row -> moves.from.add(row.uid()));
        }
    }

    private Done nothing() {
        return new Done(new Copied(target.uidValidity(), List.of(), List.of()), Set.of());
    }

    /** UIDs before and after. */
    private static final class Moves {

        private final List<Integer> from = new ArrayList<>();
        private final List<Integer> to = new ArrayList<>();

        Copied copied(LockedMailbox target) {
            return new Copied(target.uidValidity(), List.copyOf(from), List.copyOf(to));
        }
    }

    /** What became of the messages, and the ids of the mailboxes that changed. */
    record Done(Copied copied, Set<Long> changed) {}
}
