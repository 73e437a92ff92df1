package fr.pli.store;

import fr.pli.mss.StoreRefusedException;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away what nobody needs any longer: the mail of deleted BAL, the memory of what was expunged long ago, bodies that no message names.
 * It works in small transactions and may run on several nodes at the same time.
 */
public final class MailSweep {

    private static final Logger log = LoggerFactory.getLogger(MailSweep.class);

    /** How long a body stays after its last message went, so that whoever reads it comes to the end. */
    static final Duration UNUSED = Duration.ofHours(1);
    /** How long a client may be away and still learn what was expunged without comparing all. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    /** How long another operator may try to send the same message: RFC 5321 section 4.5.4.1 says 4 to 5 days. */
    static final Duration SEEN = Duration.ofDays(7);
    /** How long a message that a BAL of ours sent may come home after. */
    static final Duration COMES_HOME = Duration.ofDays(90);

    private static final int AT_ONCE = 50;
    private static final int MOST_FAILURES = 5;

    private final Database database;
    private final Duration unused;
    private final Duration remembered;

    public MailSweep(Database database) {
        this(database, UNUSED, REMEMBERED);
    }

    MailSweep(Database database, Duration unused, Duration remembered) {
        this.database = database;
        this.unused = unused;
        this.remembered = remembered;
    }

    /**
     * What a round cleared.
     *
     * @param mailboxes of deleted BAL
     * @param pasts mailboxes that forgot what they expunged long ago
     * @param mails bodies
     * @param seen what came from other operators so long ago that it does not come again
     */
    public record Swept(int mailboxes, int pasts, int mails, int seen) {}

    /**
     * One round; to be called every few minutes.
     *
     * @throws StoreUnavailableException if the database is out of reach, or a mailbox could not be cleared for now; all others were
     */
    public Swept run() {
        List<StoreUnavailableException> failures = new ArrayList<>();
        Emitted.forget(database, COMES_HOME);
        subscriptionsOfDeletedBals();
        Swept swept = new Swept(
                mailboxesOfDeletedBals(failures), pasts(failures), unusedMails(), Seen.forget(database, SEEN));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return swept;
    }

    private int mailboxesOfDeletedBals(List<StoreUnavailableException> failures) {
        List<Box> boxes = database.run(jdbc -> jdbc.sql("""
                SELECT bal.id AS bal, mailbox.id FROM bal JOIN mailbox ON mailbox.bal_id = bal.id
                WHERE bal.state = 'DELETED'
                """)
                .query((row, number) -> new Box(row.getLong("bal"), row.getLong("id")))
                .list());
        boxes.forEach(box -> each(box, failures, LockedMailbox::delete));
        return boxes.size();
    }

    /** They are names of mailboxes, which may say whom the mail in them was about. */
    private void subscriptionsOfDeletedBals() {
        database.run(jdbc -> jdbc.sql("""
                DELETE FROM subscription USING bal WHERE bal.id = subscription.bal_id AND bal.state = 'DELETED'
                """).update());
    }

    private int pasts(List<StoreUnavailableException> failures) {
        List<Box> boxes = database.run(jdbc -> jdbc.sql(
                        "SELECT DISTINCT bal_id, mailbox_id FROM expunged WHERE expunged_at < now() - :age::interval")
                .param("age", remembered.toString())
                .query((row, number) -> new Box(row.getLong("bal_id"), row.getLong("mailbox_id")))
                .list());
        boxes.forEach(box -> each(box, failures, locked -> locked.forget(remembered)));
        return boxes.size();
    }

    /** A mailbox that cannot be cleared stops no other; where some cannot for now, the database is most likely out of reach for all. */
    private void each(Box box, List<StoreUnavailableException> failures, Consumer<LockedMailbox> work) {
        if (failures.size() >= MOST_FAILURES) {
            return;
        }
        try {
            database.turns()
                    .alone(
                            box.bal(),
                            () -> database.transaction(jdbc -> {
                                LockedBal.share(jdbc, box.bal());
                                LockedMailbox.lock(jdbc, box).ifPresent(work);
                                return box;
                            }));
        } catch (StoreRefusedException e) {
            log.error("sweep bal={} mailbox={} skipped", box.bal(), box.id(), e);
        } catch (StoreUnavailableException e) {
            log.warn("sweep bal={} mailbox={} left for the next round", box.bal(), box.id());
            failures.add(e);
        }
    }

    private int unusedMails() {
        int all = 0;
        int some;
        do {
            some = database.run(jdbc -> jdbc.sql("""
                    WITH unused AS (
                        SELECT id FROM mail WHERE unused_since < now() - :age::interval
                        ORDER BY id
                        LIMIT :atOnce
                        FOR UPDATE SKIP LOCKED
                    ),
                    gone AS (
                        DELETE FROM mail USING unused WHERE mail.id = unused.id
                    ),
                    signatures AS (
                        DELETE FROM text_signature USING unused WHERE text_signature.mail_id = unused.id
                    ),
                    bodies AS (
                        DELETE FROM mail_body USING unused WHERE mail_body.mail_id = unused.id
                    )
                    SELECT count(*) FROM unused
                    """)
                    .param("age", unused.toString())
                    .param("atOnce", AT_ONCE)
                    .query(Integer.class)
                    .single());
            all += some;
        } while (some == AT_ONCE);
        return all;
    }
}
