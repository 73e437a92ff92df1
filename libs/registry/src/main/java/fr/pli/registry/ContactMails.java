package fr.pli.registry;

import fr.pli.postgres.Database;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mail to addresses outside MSSanté, until it has left: what holders are told and asked. It never holds a message of a BAL. */
public final class ContactMails {

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int MOST_ATTEMPTS = 500;

    private final Database database;

    public ContactMails(Database database) {
        this.database = database;
    }

    /** A mail to write. */
    public record Written(String recipient, String subject, String body) {}

    /** One that is due. */
    public record Due(long id, Written mail) {}

    /** Takes some that are due; whoever does not say {@link #sent} gets them again ten minutes later, for three days. */
    public List<Due> take(int most) {
        return database.run(jdbc -> jdbc.sql("""
                UPDATE contact_mail
                SET due_at = now() + :pause::interval, attempts = attempts + 1
                WHERE id IN (SELECT id FROM contact_mail WHERE due_at <= now() AND attempts < :attempts
                             ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
                RETURNING id, recipient, subject, body
                """)
                .param("pause", PAUSE.toString())
                .param("attempts", MOST_ATTEMPTS)
                .param("most", most)
                .query((row, number) -> new Due(
                        row.getLong("id"),
                        new Written(row.getString("recipient"), row.getString("subject"), row.getString("body"))))
                .list());
    }

    /**
     * Forgets those that were tried in vain for three days: a link in them would stay where nobody needs it.
     *
     * @return how many
     */
    public int giveUp() {
        return database.run(
                jdbc -> jdbc.sql("""
                DELETE FROM contact_mail WHERE attempts >= :attempts AND due_at <= now()
                """).param("attempts", MOST_ATTEMPTS).update());
    }

    /** It has left. */
    public void sent(long id) {
        database.run(jdbc -> jdbc.sql("DELETE FROM contact_mail WHERE id = :id")
                .param("id", id)
                .update());
    }

    /** Adds one inside the transaction that decides it. */
    public static void add(JdbcClient jdbc, Written mail) {
        jdbc.sql("INSERT INTO contact_mail (recipient, subject, body) VALUES (:recipient, :subject, :body)")
                .param("recipient", mail.recipient())
                .param("subject", mail.subject())
                .param("body", mail.body())
                .update();
    }
}
