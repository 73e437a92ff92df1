package fr.pli.store;

import fr.pli.imap.mail.Account.Quota;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.MailboxState;
import fr.pli.imap.mail.MailboxStatus;
import fr.pli.imap.mail.Overview;
import fr.pli.imap.mail.SpecialUse;
import fr.pli.postgres.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the rows of mailboxes: what LIST, STATUS and SELECT tell of them. */
final class MailboxRows {

    private static final String INFO = """
            SELECT id, name, special_use,
                   EXISTS (SELECT FROM subscription WHERE bal_id = box.bal_id AND name = box.name) AS subscribed,
                   EXISTS (SELECT FROM mailbox inside
                           WHERE inside.bal_id = box.bal_id
                             AND inside.name > box.name || '/' AND inside.name < box.name || '0') AS has_children
            FROM mailbox box
            WHERE bal_id = :bal AND id = coalesce(:id, id)
            """;

    private MailboxRows() {}

    /** All mailboxes of a BAL, by name. */
    static List<MailboxInfo> infos(Database database, long bal) {
        return database
                .run(jdbc -> jdbc.sql(INFO)
                        .param("bal", bal)
                        .param("id", null)
                        .query(MailboxRows::info)
                        .list())
                .stream()
                .sorted(Comparator.comparing(MailboxInfo::name))
                .toList();
    }

    /** @throws MailboxException NONEXISTENT after it was deleted */
    static MailboxInfo info(Database database, Box box) throws MailboxException {
        return database.run(jdbc -> jdbc.sql(INFO)
                .param("bal", box.bal())
                .param("id", box.id())
                .query(MailboxRows::info)
                .optional()
                .orElseThrow(MailboxRows::nonexistent));
    }

    /** @throws MailboxException NONEXISTENT */
    static Box find(Database database, long bal, MailboxName name) throws MailboxException {
        return database.run(jdbc -> jdbc.sql("SELECT id FROM mailbox WHERE bal_id = :bal AND name = :name")
                .param("bal", bal)
                .param("name", name.value())
                .query((row, number) -> new Box(bal, row.getLong("id")))
                .optional()
                .orElseThrow(MailboxRows::nonexistent));
    }

    /** @throws MailboxException NONEXISTENT */
    static MailboxStatus status(Database database, long bal, MailboxName name) throws MailboxException {
        return database.run(jdbc -> jdbc.sql("""
                SELECT id, messages, unseen, deleted, size, deleted_size, uidnext, uidvalidity, modseq,
                       (SELECT count(*) FROM message
                        WHERE bal_id = box.bal_id AND mailbox_id = box.id AND uid >= box.recent_from) AS recent
                FROM mailbox box
                WHERE bal_id = :bal AND name = :name
                """)
                .param("bal", bal)
                .param("name", name.value())
                .query(MailboxRows::status)
                .optional()
                .orElseThrow(MailboxRows::nonexistent));
    }

    /** All mailboxes of a BAL without their messages, and its subscriptions. */
    static Overview overview(Database database, long bal) {
        return database.run(jdbc -> {
            List<MailboxState> mailboxes =
                    jdbc.sql("""
                    SELECT id, name, special_use, messages, unseen, uidnext, uidvalidity, modseq
                    FROM mailbox
                    WHERE bal_id = :bal
                    """).param("bal", bal).query(MailboxRows::state).list();
            return Overview.of(mailboxes, subscriptions(jdbc, bal));
        });
    }

    /** The names that a BAL subscribes to. */
    static Set<MailboxName> subscriptions(JdbcClient jdbc, long bal) {
        return jdbc.sql("SELECT name FROM subscription WHERE bal_id = :bal")
                .param("bal", bal)
                .query((row, number) -> new MailboxName(row.getString("name")))
                .set();
    }

    /** Octets used by all mailboxes of a BAL, and its limit. */
    static Quota quota(JdbcClient jdbc, long bal) {
        return jdbc.sql("""
                SELECT quota, (SELECT coalesce(sum(size), 0) FROM mailbox WHERE bal_id = bal.id) AS used
                FROM bal
                WHERE id = :bal
                """)
                .param("bal", bal)
                .query((row, number) -> new Quota(row.getLong("used"), row.getLong("quota")))
                .single();
    }

    private static MailboxInfo info(ResultSet row, int number) throws SQLException {
        return new MailboxInfo(
                new MailboxName(row.getString("name")),
                Box.mailboxId(row.getLong("id")),
                Optional.ofNullable(row.getString("special_use")).map(SpecialUse::valueOf),
                row.getBoolean("subscribed"),
                row.getBoolean("has_children"));
    }

    private static MailboxStatus status(ResultSet row, int number) throws SQLException {
        return new MailboxStatus(
                Box.mailboxId(row.getLong("id")),
                row.getInt("messages"),
                row.getInt("recent"),
                row.getInt("unseen"),
                row.getInt("deleted"),
                row.getLong("size"),
                row.getLong("deleted_size"),
                row.getInt("uidnext"),
                row.getLong("uidvalidity"),
                row.getLong("modseq"));
    }

    private static MailboxState state(ResultSet row, int number) throws SQLException {
        return new MailboxState(
                new MailboxName(row.getString("name")),
                Box.mailboxId(row.getLong("id")),
                Optional.ofNullable(row.getString("special_use")).map(SpecialUse::valueOf),
                row.getInt("messages"),
                row.getInt("unseen"),
                row.getInt("uidnext"),
                row.getLong("uidvalidity"),
                row.getLong("modseq"));
    }

    private static MailboxException nonexistent() {
        return new MailboxException(Code.NONEXISTENT, "there is no such mailbox");
    }
}
