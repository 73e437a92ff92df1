package fr.pli.store;

import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Database;
import fr.pli.postgres.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Messages on their way to other operators, a row for each recipient; {@link Acceptance} adds to it. Any number of nodes take from it at the
 * same time: a claim hides what it takes for a while, and what a dead node had claimed comes back. Every method may throw
 * {@link StoreUnavailableException}.
 */
public final class Queue {

    private static final int AT_ONCE = 4;

    private static final String ROW = """
            queue.id, queue.mail_id, queue.sender, queue.recipient, queue.eight_bit, queue.smtp_utf8, queue.ret, queue.envid,
            queue.notify_on, queue.orcpt, queue.delivered, queue.given_up, queue.delay_told, queue.attempts, queue.queued_at,
            queue.reply_code, queue.reply_enhanced, queue.reply_text, queue.claims, mail.size, mail.message_id""";

    private final Database database;
    private final Watches watches;
    private final String node;
    private final BalLimits limits;
    /** Those who empty the queue leave the connections of the pool to those who fill it, and to readers. */
    private final Semaphore turns = new Semaphore(AT_ONCE);
    /** Rows that somebody on this node is at. */
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    /** Held for reading from a claim until its rows are among those, for writing while the others are given back. */
    private final ReadWriteLock claiming = new ReentrantReadWriteLock();

    /** With {@link BalLimits#STANDARD}. */
    public Queue(Database database, Watches watches, String node) {
        this(database, watches, node, BalLimits.STANDARD);
    }

    /**
     * @param watches who is told of notices that come into an INBOX
     * @param node a name that this node keeps over a restart, and no other node has
     */
    public Queue(Database database, Watches watches, String node, BalLimits limits) {
        this.database = database;
        this.watches = watches;
        this.node = node;
        this.limits = limits;
    }

    /** A domain with recipients that are due. */
    public record Due(String domain, int recipients) {}

    /** What to claim of that which is due. */
    public enum Claim {
        /** What is owed to the sender and needs no other server. */
        NOTICES("(queue.delivered OR queue.given_up)"),
        /** What needs another server. */
        SENDABLE("NOT queue.delivered AND NOT queue.given_up"),
        /** Of that, what waits so long that the sender is to be told. */
        OVERDUE("NOT queue.delivered AND NOT queue.given_up AND (queue.queued_at < now() - :giveUp::interval"
                + " OR NOT queue.delay_told AND queue.queued_at < now() - :delay::interval)");

        private final String condition;

        Claim(String condition) {
            this.condition = condition;
        }
    }

    /**
     * How long the sender is left in the dark.
     *
     * @param delay until he is told that it takes long
     * @param giveUp until it is returned
     */
    public record Patience(Duration delay, Duration giveUp) {

        private Map<String, String> parameters() {
            return Map.of("delay", delay.toString(), "giveUp", giveUp.toString());
        }
    }

    /**
     * How it stands.
     *
     * @param oldest how long the oldest recipient waits; zero if none does
     */
    public record Standing(int recipients, int domains, Duration oldest) {}

    /** Whether something is due for a domain that needs another server. */
    public boolean isSendable(String domain) {
        return database.run(jdbc -> jdbc.sql("""
                SELECT EXISTS (SELECT FROM queue WHERE domain = :domain AND due_at <= now() AND %s)
                """.formatted(Claim.SENDABLE.condition))
                .param("domain", domain)
                .query(Boolean.class)
                .single());
    }

    /** The domains that have something due now. */
    public List<Due> due() {
        return database.run(jdbc -> jdbc.sql(
                        "SELECT domain, count(*) AS recipients FROM queue WHERE due_at <= now() GROUP BY domain")
                .query((row, number) -> new Due(row.getString("domain"), row.getInt("recipients")))
                .list());
    }

    /** How much waits, and how long. */
    public Standing standing() {
        return database.run(jdbc -> jdbc.sql("""
                SELECT count(*) AS recipients, count(DISTINCT domain) AS domains,
                       coalesce(extract(epoch FROM now() - min(queued_at)), 0) AS oldest
                FROM queue
                """)
                .query((row, number) -> new Standing(
                        row.getInt("recipients"), row.getInt("domains"), Duration.ofSeconds(row.getLong("oldest"))))
                .single());
    }

    /**
     * Takes recipients of a domain that are due, the longest due first, by message. Nobody else gets them until {@code lease} is over. Only what
     * is claimed to be sent counts as an attempt.
     *
     * @param most recipients
     */
    public List<QueuedMail> claim(String domain, Claim what, int most, Duration lease, Patience patience) {
        claiming.readLock().lock();
        try {
            List<QueuedMail> mails =
                    mails(inTurn(() -> database.run(jdbc -> jdbc.sql("""
                WITH picked AS (
                    SELECT id FROM queue
                    WHERE domain = :domain AND due_at <= now() AND %s
                    ORDER BY due_at, id
                    LIMIT :most
                    FOR UPDATE SKIP LOCKED
                ),
                claimed AS (
                    UPDATE queue
                    SET due_at = now() + :lease::interval, claims = claims + 1, attempts = attempts + :attempt, claimed_by = :node
                    FROM picked
                    WHERE queue.id = picked.id
                    RETURNING queue.*
                )
                SELECT %s FROM claimed AS queue JOIN mail ON mail.id = queue.mail_id
                ORDER BY queue.id
                """.formatted(what.condition, ROW))
                            .params(what == Claim.OVERDUE ? patience.parameters() : Map.of())
                            .param("domain", domain)
                            .param("most", most)
                            .param("lease", lease.toString())
                            .param("node", node)
                            .param("attempt", what == Claim.SENDABLE ? 1 : 0)
                            .query(Queue::claimed)
                            .list())));
            mails.forEach(mail -> mail.recipients().forEach(to -> held.add(to.row())));
            return mails;
        } finally {
            claiming.readLock().unlock();
        }
    }

    /** Writes the octets of a message. */
    public void write(QueuedMail mail, OutputStream out) throws IOException {
        write(mail, mail.size(), out);
    }

    /** Writes the first octets of a message, all if it has no more than {@code most}. */
    public void write(QueuedMail mail, int most, OutputStream out) throws IOException {
        Body.copy(database, mail.id(), 0, Math.min(most, mail.size()), out);
    }

    /**
     * Writes down what became of claimed recipients, with the notices that come of it, in one commit. A recipient whose lease was lost is
     * left to whoever has it now.
     *
     * @return the notices that could not be given: the sender's BAL is full or gone
     */
    public List<Delivery> settle(QueuedMail mail, List<QueueOutcome> outcomes) {
        List<Long> bals = outcomes.stream()
                .flatMap(outcome -> outcome.notice().stream())
                .flatMap(notice -> notice.envelope().locals().stream())
                .map(Recipient.Local::bal)
                .toList();
        Settled settled = database.turns()
                .together(bals, () -> inTurn(() -> database.transaction(jdbc -> settle(jdbc, mail, outcomes))));
        abandon(List.of(mail));
        settled.changed.forEach(watches::changed);
        return settled.lost;
    }

    private record Settled(List<Box> changed, List<Delivery> lost) {}

    private Settled settle(JdbcClient jdbc, QueuedMail mail, List<QueueOutcome> outcomes) {
        Settled settled = new Settled(new ArrayList<>(), new ArrayList<>());
        Set<Long> ours = lock(jdbc, outcomes);
        List<QueueOutcome> still = outcomes.stream()
                .filter(outcome -> ours.contains(outcome.to().row()))
                .toList();
        for (QueueOutcome outcome : still) {
            outcome.notice().ifPresent(notice -> give(jdbc, notice, settled));
        }
        int done = 0;
        for (QueueOutcome outcome : still) {
            switch (outcome) {
                case QueueOutcome.Done one -> {
                    done++;
                    remove(jdbc, mail, one);
                }
                case QueueOutcome.Later one -> defer(jdbc, one);
            }
        }
        if (done > 0) {
            MailRefs.drop(jdbc, mail.id(), done);
        }
        return settled;
    }

    /**
     * Gives back what this node has claimed and nobody here is at: from before it died, or from a claim whose answer was lost. To be called
     * before the first claim, and after the database was out of reach.
     */
    public void recover() {
        claiming.writeLock().lock();
        try {
            database.run(jdbc -> jdbc.sql("""
                    UPDATE queue SET due_at = now(), claimed_by = NULL
                    WHERE claimed_by = :node AND NOT id = ANY (:held)
                    """)
                    .param("node", node)
                    .param("held", Sql.longs(held))
                    .update());
        } finally {
            claiming.writeLock().unlock();
        }
    }

    /** Nobody here is at them any longer, and what became of them was not written down: {@link #recover} finds them. */
    public void abandon(List<QueuedMail> mails) {
        mails.forEach(mail -> mail.recipients().forEach(to -> held.remove(to.row())));
    }

    /** Gives messages back that were claimed to be sent, untried. */
    public void release(List<QueuedMail> mails) {
        List<QueuedMail.To> rows =
                mails.stream().flatMap(mail -> mail.recipients().stream()).toList();
        abandon(mails); // should the database be out of reach, they are recovered later
        if (!rows.isEmpty()) {
            inTurn(() -> database.run(jdbc -> jdbc.sql("""
                    UPDATE queue
                    SET due_at = now(), attempts = greatest(queue.attempts - 1, 0), claimed_by = NULL
                    FROM unnest(:ids::bigint[], :claims::int[]) AS held (id, claims)
                    WHERE queue.id = held.id AND queue.claims = held.claims
                    """)
                    .param("ids", ids(rows))
                    .param("claims", claims(rows))
                    .update()));
        }
    }

    /**
     * Puts off what is due of a domain whose server cannot be used, without an attempt.
     *
     * @param pause from now, by the clock of the database
     */
    public void postpone(String domain, Duration pause, QueueReply reply) {
        inTurn(() -> database.run(jdbc -> jdbc.sql("""
                UPDATE queue
                SET due_at = now() + :pause::interval, claimed_by = NULL, reply_code = :code, reply_enhanced = :enhanced,
                    reply_text = :text
                WHERE domain = :domain AND due_at <= now() AND %s
                """.formatted(Claim.SENDABLE.condition))
                .param("domain", domain)
                .param("pause", pause.toString())
                .param("code", reply.code())
                .param("enhanced", reply.enhanced())
                .param("text", reply.text())
                .update()));
    }

    /** Everything to a domain is due now. @return how many recipients */
    public int retry(String domain) {
        return database.run(jdbc -> jdbc.sql(
                        "UPDATE queue SET due_at = now() WHERE domain = :domain AND due_at > now() AND claimed_by IS NULL")
                .param("domain", domain)
                .update());
    }

    /** Everything to a domain is returned to its senders, at once or when whoever is at it is done. @return how many recipients */
    public int giveUp(String domain) {
        return database.run(jdbc -> jdbc.sql("""
                UPDATE queue
                SET given_up = true,
                    due_at = CASE WHEN claimed_by IS NULL OR due_at <= now() THEN now() ELSE due_at END
                FROM (SELECT id FROM queue WHERE domain = :domain ORDER BY id FOR UPDATE) AS picked
                WHERE queue.id = picked.id
                """).param("domain", domain).update());
    }

    /**
     * What waits, the oldest first: a row each, in order, so that one can go on after the last.
     *
     * @param domain whose servers they wait for; empty for all
     * @param after the row after which to go on; 0 from the start
     */
    public List<QueuedMail> list(String domain, long after, int most) {
        return database.run(jdbc -> jdbc.sql("""
                SELECT %s FROM queue JOIN mail ON mail.id = queue.mail_id
                WHERE queue.id > :after AND (:domain = '' OR queue.domain = :domain)
                ORDER BY queue.id
                LIMIT :most
                """.formatted(ROW))
                .param("after", after)
                .param("domain", domain)
                .param("most", most)
                .query(Queue::claimed)
                .list());
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    /** The rows that are still held as they were claimed, locked. */
    private static Set<Long> lock(JdbcClient jdbc, List<QueueOutcome> outcomes) {
        List<QueuedMail.To> rows = outcomes.stream().map(QueueOutcome::to).toList();
        return new HashSet<>(jdbc.sql("""
                SELECT queue.id FROM queue
                JOIN unnest(:ids::bigint[], :claims::int[]) AS held (id, claims) USING (id, claims)
                ORDER BY queue.id
                FOR UPDATE OF queue
                """)
                .param("ids", ids(rows))
                .param("claims", claims(rows))
                .query(Long.class)
                .list());
    }

    private static SqlArrayValue ids(List<QueuedMail.To> rows) {
        return Sql.longs(rows.stream().map(QueuedMail.To::row).toList());
    }

    private static SqlArrayValue claims(List<QueuedMail.To> rows) {
        return Sql.ints(rows.stream().mapToInt(QueuedMail.To::claim).toArray());
    }

    private void give(JdbcClient jdbc, Delivery notice, Settled settled) {
        Deposit deposit = Deposit.of(notice);
        DepositStatement statement = new DepositStatement(Folder.INBOX, List.of(deposit), limits);
        OptionalLong body = OptionalLong.empty();
        try {
            if (!deposit.isOnePiece()) {
                try (InputStream octets = deposit.content().spool().open()) {
                    body = OptionalLong.of(Body.write(jdbc, octets));
                    statement = statement.withBody(body.getAsLong());
                }
            }
            statement.run(jdbc).getFirst().orElseThrow().places().forEach(place -> settled.changed.add(place.box()));
        } catch (Deposit.Refused e) {
            body.ifPresent(mail -> Body.discard(jdbc, mail));
            settled.lost.add(notice);
        } catch (IOException e) {
            throw new StoreUnavailableException("a notice cannot be read again", e);
        }
    }

    private static void remove(JdbcClient jdbc, QueuedMail mail, QueueOutcome.Done done) {
        jdbc.sql("DELETE FROM queue WHERE id = :id")
                .param("id", done.to().row())
                .update();
        jdbc.sql("""
                INSERT INTO audit (who, action, bal, session, outcome, reason, mail_id)
                VALUES ('pli', :action, :sender, 'relay', 'done', :reason, :mail)
                """)
                .param("action", done.action())
                .param("sender", mail.sender().map(MssAddress::toString).orElse(""))
                .param("reason", done.reply().enhanced())
                .param("mail", mail.id())
                .update();
    }

    private static void defer(JdbcClient jdbc, QueueOutcome.Later later) {
        jdbc.sql("""
                UPDATE queue
                SET due_at = CASE WHEN given_up THEN now() ELSE now() + :pause::interval END, claimed_by = NULL,
                    reply_code = :code, reply_enhanced = :enhanced, reply_text = :text,
                    delay_told = delay_told OR :told
                WHERE id = :id
                """)
                .param("pause", later.pause().toString())
                .param("code", later.reply().code())
                .param("enhanced", later.reply().enhanced())
                .param("text", later.reply().text())
                .param("told", later.notice().isPresent())
                .param("id", later.to().row())
                .update();
    }

    private static QueuedMail claimed(ResultSet row, int number) throws SQLException {
        Optional<QueueReply> last = row.getObject("reply_code") == null
                ? Optional.empty()
                : Optional.of(new QueueReply(
                        row.getInt("reply_code"), row.getString("reply_enhanced"), row.getString("reply_text")));
        QueuedMail.To to = new QueuedMail.To(
                row.getLong("id"),
                MssAddress.parse(row.getString("recipient")),
                Optional.ofNullable(row.getString("notify_on")),
                Optional.ofNullable(row.getString("orcpt")),
                row.getBoolean("delivered"),
                row.getBoolean("given_up"),
                row.getBoolean("delay_told"),
                row.getInt("attempts"),
                row.getInt("claims"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                last);
        return new QueuedMail(
                row.getLong("mail_id"),
                Optional.of(row.getString("sender"))
                        .filter(text -> !text.isEmpty())
                        .map(MssAddress::parse),
                row.getInt("size"),
                Optional.ofNullable(row.getString("message_id")),
                row.getBoolean("eight_bit"),
                row.getBoolean("smtp_utf8"),
                Optional.ofNullable(row.getString("ret")),
                Optional.ofNullable(row.getString("envid")),
                List.of(to));
    }

    /** Puts the recipients of one message together. */
    private static List<QueuedMail> mails(List<QueuedMail> rows) {
        Map<Long, QueuedMail> mails = new LinkedHashMap<>();
        rows.forEach(row -> mails.merge(row.id(), row, (one, more) -> one.with(more.recipients())));
        return List.copyOf(mails.values());
    }
}
