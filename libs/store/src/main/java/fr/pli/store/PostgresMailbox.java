package fr.pli.store;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Flags.SystemFlag;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.Snapshot;
import fr.pli.mime.Content;
import fr.pli.mime.TextProbe;
import fr.pli.mime.TextSignature;
import fr.pli.postgres.Database;
import fr.pli.postgres.Turns;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One opened mailbox in PostgreSQL. */
final class PostgresMailbox implements Mailbox {

    private final Box box;
    private final Database database;
    private final Watches watches;
    private final Snapshots snapshots;
    private final Deposits deposits;
    private final BalLimits limits;

    PostgresMailbox(
            Box box, Database database, Watches watches, Snapshots snapshots, Deposits deposits, BalLimits limits) {
        this.box = box;
        this.database = database;
        this.watches = watches;
        this.snapshots = snapshots;
        this.deposits = deposits;
        this.limits = limits;
    }

    @Override
    public MailboxInfo info() throws MailboxException {
        return MailboxRows.info(database, box);
    }

    @Override
    public Snapshot snapshot() {
        return snapshots.now(box);
    }

    @Override
    public Snapshot advance(Snapshot known) {
        return snapshots.advance(box, known);
    }

    @Override
    public int claimRecent(int uidNext) {
        return database.run(jdbc -> jdbc.sql("""
                WITH before AS (
                    SELECT recent_from FROM mailbox
                    WHERE bal_id = :bal AND id = :box AND recent_from < :uidNext
                    FOR NO KEY UPDATE
                )
                UPDATE mailbox SET recent_from = :uidNext
                FROM before
                WHERE bal_id = :bal AND id = :box
                RETURNING before.recent_from
                """)
                .param("bal", box.bal())
                .param("box", box.id())
                .param("uidNext", uidNext)
                .query(Integer.class)
                .optional()
                .orElse(uidNext));
    }

    @Override
    public Watch watch(Runnable onChange) {
        return watches.watch(box, onChange);
    }

    @Override
    public void facts(int[] uids, Consumer<Facts> sink) {
        MessageRows.facts(database, box, uids, sink);
    }

    @Override
    public int describeSome(int[] uids, Consumer<Described> sink) {
        return MessageRows.describeSome(database, box, uids, sink);
    }

    @Override
    public long copyBody(int uid, long offset, long length, OutputStream out) throws IOException {
        return Body.copy(database, box, uid, offset, length, out);
    }

    @Override
    public Bodies bodies(int[] uids) {
        return new ReadAhead(database, box, uids);
    }

    @Override
    public int[] mayHold(int[] uids, TextProbe probe) {
        return TextSignatures.mayHold(database, box, uids, probe);
    }

    @Override
    public void remember(Map<Integer, TextSignature> signatures) {
        TextSignatures.keep(database, box, signatures);
    }

    /** Piece by piece, each its own transaction: others get their turn in between. */
    @Override
    public int[] store(int[] uids, FlagChange change, Flags flags, long unchangedSince) throws MailboxException {
        List<Integer> left = new ArrayList<>();
        for (int[] some : Pieces.of(uids)) {
            left.addAll(alone(() -> storeSome(some, change, flags, unchangedSince)));
        }
        return ints(left);
    }

    private List<Integer> storeSome(int[] uids, FlagChange change, Flags flags, long unchangedSince)
            throws MailboxException {
        Stored stored = database.transaction(jdbc -> {
            Optional<LockedMailbox> mailbox = locked(jdbc);
            if (mailbox.isEmpty()) {
                return new Stored(false, List.of());
            }
            List<Integer> left = new ArrayList<>();
            Map<Flags, List<Row>> changes = new LinkedHashMap<>();
            for (Row row : mailbox.get().rows(uids)) {
                Flags after = change.apply(row.flags(), flags);
                if (row.modSeq() > unchangedSince) {
                    left.add(row.uid());
                } else if (!after.equals(row.flags())) {
                    changes.computeIfAbsent(after, _ -> new ArrayList<>()).add(row);
                }
            }
            if (!changes.isEmpty()) {
                if (change != FlagChange.REMOVE) {
                    mailbox.get().admit(flags.keywords());
                }
                mailbox.get().flag(changes);
            }
            return new Stored(!changes.isEmpty(), left);
        });
        if (stored.changed) {
            watches.changed(box);
        }
        return stored.left;
    }

    private record Stored(boolean changed, List<Integer> left) {}

    /** Piece by piece. */
    @Override
    public int[] expunge(int[] uids) {
        List<Integer> removed = new ArrayList<>();
        for (int[] some : Pieces.of(uids)) {
            removed.addAll(alone(() -> expungeSome(some)));
        }
        return ints(removed);
    }

    private List<Integer> expungeSome(int[] uids) {
        List<Row> removed = database.transaction(jdbc -> {
            Optional<LockedMailbox> mailbox = locked(jdbc);
            if (mailbox.isEmpty()) {
                return List.of();
            }
            List<Row> rows = mailbox.get().rows(uids).stream()
                    .filter(row -> row.flags().has(SystemFlag.DELETED))
                    .toList();
            if (!rows.isEmpty()) {
                mailbox.get().remove(rows);
                MailRefs.drop(jdbc, rows);
            }
            return rows;
        });
        if (!removed.isEmpty()) {
            watches.changed(box);
        }
        return removed.stream().map(Row::uid).toList();
    }

    @Override
    public Copied copy(int[] uids, MailboxName target) throws MailboxException {
        return tell(alone(() -> database.transaction(jdbc -> {
            LockedBal bal = LockedBal.alone(jdbc, box.bal()).open();
            return new Transfer(jdbc, box, target).copy(uids, bal, limits);
        })));
    }

    /** Piece by piece: each message is here or there at all times. */
    @Override
    public Copied move(int[] uids, MailboxName target) throws MailboxException {
        List<int[]> pieces = uids.length == 0 ? List.of(uids) : Pieces.of(uids);
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        long uidValidity = 0;
        for (int[] some : pieces) {
            Copied moved = tell(alone(() -> database.transaction(jdbc -> {
                LockedBal.share(jdbc, box.bal()).open();
                return new Transfer(jdbc, box, target).move(some);
            })));
            uidValidity = moved.uidValidity();
            from.addAll(moved.from());
            to.addAll(moved.to());
        }
        return new Copied(uidValidity, from, to);
    }

    /** The mailbox of a BAL that is open; empty if it is gone or the BAL is closed. */
    private Optional<LockedMailbox> locked(JdbcClient jdbc) {
        return LockedBal.share(jdbc, box.bal()).isOpen() ? LockedMailbox.lock(jdbc, box) : Optional.empty();
    }

    /** Waits for the BAL without a connection. */
    private <T, E extends Exception> T alone(Turns.Task<T, E> task) throws E {
        return database.turns().alone(box.bal(), task);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Account.Appended replace(int uid, MailboxName target, Flags flags, Instant internalDate, Content content)
            throws MailboxException {
        Folder to = new Folder(target, flags, Optional.of(internalDate.truncatedTo(ChronoUnit.SECONDS)));
        Deposit.Place place = deposits.replace(box, uid, to, content);
        watches.changed(box);
        watches.changed(place.box());
        return new Account.Appended(place.uidValidity(), place.uid());
    }

    @Override
    public int[] vanishedSince(long modSeq) {
        return snapshots.vanishedSince(box, modSeq);
    }

    private Copied tell(Transfer.Done done) {
        watches.changed(box.bal(), done.changed());
        return done.copied();
    }
}
