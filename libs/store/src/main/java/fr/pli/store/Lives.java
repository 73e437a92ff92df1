package fr.pli.store;

import fr.pli.mime.Content;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.postgres.ReadableRows;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.ContactMails;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import fr.pli.registry.RegistryRows;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the life of each BAL has come, and each step of it with its line of audit. A step is taken only if the BAL is as it was read: somebody
 * who opens it meanwhile is not overruled. Every method may throw {@link fr.pli.mss.StoreUnavailableException}.
 */
public final class Lives {

    private final Database database;
    private final Registry registry;
    private final Watches watches;
    private final BalLimits limits;

    /** With {@link BalLimits#STANDARD}. */
    public Lives(Database database, Registry registry, Watches watches) {
        this(database, registry, watches, BalLimits.STANDARD);
    }

    /** @param watches who is told of announcements that come into an INBOX */
    public Lives(Database database, Registry registry, Watches watches, BalLimits limits) {
        this.database = database;
        this.registry = registry;
        this.watches = watches;
        this.limits = limits;
    }

    /**
     * A BAL as it was read.
     *
     * @param created from when its time counts at the earliest: created, or set active anew by an administrator
     * @param connected the last accepted log-in
     * @param notices announcements of its deletion since
     * @param contact address outside MSSanté of whoever is told
     */
    public record Life(
            Bal bal,
            Instant created,
            Optional<Instant> connected,
            int notices,
            Optional<Instant> noticed,
            Optional<String> contact) {}

    /**
     * Those that nobody has opened since a moment, in order of id; neither suspended nor deleted ones.
     *
     * @param after the id after which to go on; 0 from the start
     */
    public List<Life> idleSince(Instant moment, long after, int most) {
        return database.run(jdbc -> jdbc
                .sql("""
                SELECT %s, greatest(bal.created_at, bal.renewed_at) AS created_at, bal.connected_at, bal.notices, bal.noticed_at, bal.contact
                FROM bal
                WHERE bal.id > :after AND bal.state NOT IN ('SUSPENDED', 'DELETED')
                  AND greatest(bal.created_at, bal.connected_at, bal.renewed_at) < :moment
                ORDER BY bal.id
                LIMIT :most
                """.formatted(RegistryRows.BAL))
                .param("after", after)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(ReadableRows.rows(Lives::life))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    /** What is done last, when the deletion of a BAL is ours and nobody else's. */
    @FunctionalInterface
    public interface Keeping {

        /** Nothing is kept. */
        Keeping NOTHING = () -> {};

        /** @throws IOException if the content cannot be kept: the BAL is not deleted then. May be called again after that */
        void keep() throws IOException;
    }

    /** Takes it out of the Annuaire (MSS 19). @return false if it is no longer as it was read */
    public boolean unpublish(Life life) {
        return registry.change(jdbc -> {
            int done = step(jdbc, "SET state = 'UNPUBLISHED'", "AND state IN ('CREATED', 'ACTIVE')", life);
            return audited(jdbc, done, "bal-unpublished", life);
        });
    }

    /**
     * Announces its deletion (MSS 14), in its own INBOX and to its contact.
     *
     * @param at the moment that counts for the next step
     * @param letter for the INBOX; one that is full takes none
     * @return false if it is no longer as it was read
     */
    public boolean announce(Life life, Instant at, Content letter, Optional<ContactMails.Written> contact) {
        Optional<Long> changed = database.turns()
                .alone(
                        life.bal().id(),
                        () -> registry.change(jdbc -> {
                            int done = step(
                                    jdbc,
                                    "SET state = 'NOTICE', notices = notices + 1, noticed_at = :at",
                                    "AND notices = :notices",
                                    life,
                                    at);
                            if (!audited(jdbc, done, "bal-notice", life)) {
                                return Optional.<Long>empty();
                            }
                            contact.ifPresent(mail -> ContactMails.add(jdbc, mail));
                            return Optional.of(deliver(jdbc, life.bal(), letter));
                        }));
        changed.filter(mailbox -> mailbox > 0)
                .ifPresent(mailbox -> watches.changed(new Box(life.bal().id(), mailbox)));
        return changed.isPresent();
    }

    /** A figure for all that has come into a BAL so far: another one once more has come, whatever went meanwhile. */
    public long arrivals(Bal bal) {
        return database.run(jdbc -> hasCome(jdbc, bal));
    }

    /**
     * Deletes it (MSS 14): its content is swept away, its address stays taken.
     *
     * @param arrivals as {@link #arrivals} said before its content was kept
     * @param keeping called when the deletion is certain but for the commit
     * @return false if it is no longer as it was read, or something has come since
     * @throws IOException of {@code keeping}; nothing was deleted
     */
    public boolean delete(Life life, Instant at, long arrivals, Keeping keeping) throws IOException {
        return alone(life.bal(), jdbc -> {
            LockedBal.alone(jdbc, life.bal().id());
            int done = hasCome(jdbc, life.bal()) == arrivals
                    ? step(jdbc, "SET state = 'DELETED', deleted_at = :at", "AND notices = :notices", life, at)
                    : 0;
            if (!audited(jdbc, done, "bal-deleted", life)) {
                return false;
            }
            keeping.keep();
            return true;
        });
    }

    /**
     * Deletes a BAL because an administrator wants it, as it is now.
     *
     * @param arrivals as {@link #arrivals} said before its content was kept; empty where nothing is kept
     * @return false if something has come since
     * @throws RegistryException BAL_UNKNOWN, BAL_DELETED
     * @throws IOException of {@code keeping}; nothing was deleted
     */
    public boolean delete(MssAddress address, OptionalLong arrivals, Keeping keeping, Actor by)
            throws RegistryException, IOException {
        Bal known = registry.find(address)
                .orElseThrow(() -> new RegistryException(RegistryException.Code.BAL_UNKNOWN, "no BAL " + address));
        try {
            return this.<Exception>alone(known, jdbc -> {
                Bal bal = Registry.live(jdbc, address);
                if (arrivals.isPresent() && hasCome(jdbc, bal) != arrivals.getAsLong()) {
                    return false;
                }
                jdbc.sql("UPDATE bal SET state = 'DELETED', deleted_at = now() WHERE id = :id")
                        .param("id", bal.id())
                        .update();
                Registry.audit(jdbc, by, "bal-deleted", bal.address());
                keeping.keep();
                return true;
            });
        } catch (RegistryException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whom to tell of the life of a BAL, outside MSSanté. @throws RegistryException BAL_UNKNOWN, BAL_DELETED */
    public void setContact(MssAddress address, String contact, Actor by) throws RegistryException {
        registry.change(jdbc -> {
            Bal bal = Registry.live(jdbc, address);
            Registry.audit(jdbc, by, "bal-contact-changed", bal.address());
            return jdbc.sql("UPDATE bal SET contact = :contact WHERE id = :id")
                    .param("contact", contact)
                    .param("id", bal.id())
                    .update();
        });
    }

    private <E extends Exception> boolean alone(Bal bal, Database.Work<Boolean, E> work) throws E {
        return database.turns().alone(bal.id(), () -> registry.change(work));
    }

    /** Once the BAL is locked nothing more comes. */
    private static long hasCome(JdbcClient jdbc, Bal bal) {
        return jdbc.sql("""
                SELECT coalesce(hashtextextended(string_agg(id || ' ' || uidnext, ',' ORDER BY id), 0), 0)
                FROM mailbox WHERE bal_id = :bal
                """).param("bal", bal.id()).query(Long.class).single();
    }

    private static int step(JdbcClient jdbc, String change, String condition, Life life) {
        return step(jdbc, change, condition, life, null);
    }

    private static int step(JdbcClient jdbc, String change, String condition, Life life, @Nullable Instant at) {
        return jdbc.sql("""
                UPDATE bal %s
                WHERE id = :id AND state NOT IN ('SUSPENDED', 'DELETED') AND connected_at IS NOT DISTINCT FROM :connected::timestamptz
                  AND greatest(created_at, renewed_at) = :created::timestamptz %s
                """.formatted(change, condition))
                .param("id", life.bal().id())
                .param(
                        "connected",
                        life.connected()
                                .map(when -> when.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .param("created", life.created().atOffset(ZoneOffset.UTC))
                .param("notices", life.notices())
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static boolean audited(JdbcClient jdbc, int done, String action, Life life) {
        if (done == 1) {
            Registry.audit(jdbc, new Actor("pli", "life"), action, life.bal().address());
        }
        return done == 1;
    }

    /** @return the mailbox that has it; 0 if it has no room */
    private long deliver(JdbcClient jdbc, Bal bal, Content letter) {
        try {
            Deposit deposit = Deposit.append(bal.id(), letter);
            return new DepositStatement(Folder.INBOX, List.of(deposit), limits)
                    .run(jdbc)
                    .getFirst()
                    .orElseThrow()
                    .places()
                    .getFirst()
                    .mailbox();
        } catch (Deposit.Refused e) {
            return 0;
        }
    }

    private static Life life(ResultSet row, int number) throws SQLException {
        return new Life(
                RegistryRows.bal(row, number),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                moment(row, "connected_at"),
                row.getInt("notices"),
                moment(row, "noticed_at"),
                Optional.ofNullable(row.getString("contact")));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
