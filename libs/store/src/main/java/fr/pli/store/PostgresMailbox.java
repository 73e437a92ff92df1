package fr.pli.store;

import fr.pli.imap.Flags;
import fr.pli.imap.Flags.SystemFlag;
import fr.pli.imap.Mailbox;
import fr.pli.imap.MailboxException;
import fr.pli.imap.MailboxInfo;
import fr.pli.imap.MailboxName;
import fr.pli.imap.Snapshot;
import fr.pli.mime.TextProbe;
import fr.pli.mime.TextSignature;
import fr.pli.postgres.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One opened mailbox in PostgreSQL. */
final class PostgresMailbox implements Mailbox {

    private final Box box;
    private final Database database;
    private final Watches watches;
    private final Snapshots snapshots;

    PostgresMailbox(Box box, Database database, Watches watches, Snapshots snapshots) {
        this.box = box;
        this.database = database;
        this.watches = watches;
        this.snapshots = snapshots;
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

    @Override
    public int[] store(int[] uids, FlagChange change, Flags flags, long unchangedSince) {
        List<Integer> left = new ArrayList<>();
        boolean changed = database.transaction(jdbc -> {
            Optional<LockedMailbox> mailbox = LockedMailbox.lock(jdbc, box);
            if (mailbox.isEmpty()) {
                return false;
            }
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
                mailbox.get().flag(changes);
            }
            return !changes.isEmpty();
        });
        if (changed) {
            watches.changed(box.id());
        }
        return left.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int[] expunge(int[] uids) {
        List<Row> removed = database.transaction(jdbc -> {
            Optional<LockedMailbox> mailbox = LockedMailbox.lock(jdbc, box);
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
            watches.changed(box.id());
        }
        return removed.stream().mapToInt(Row::uid).toArray();
    }

    @Override
    public Copied copy(int[] uids, MailboxName target) throws MailboxException {
        return tell(database.transaction(jdbc -> {
            MailTree.lockBal(jdbc, box.bal());
            return new Transfer(jdbc, box, target).copy(uids);
        }));
    }

    @Override
    public Copied move(int[] uids, MailboxName target) throws MailboxException {
        return tell(database.transaction(jdbc -> new Transfer(jdbc, box, target).move(uids)));
    }

    @Override
    public int[] vanishedSince(long modSeq) {
        return snapshots.vanishedSince(box, modSeq);
    }

    private Copied tell(Transfer.Done done) {
        done.changed().forEach(watches::changed);
        return done.copied();
    }
}
