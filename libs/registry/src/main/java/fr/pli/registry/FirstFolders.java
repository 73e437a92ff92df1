package fr.pli.registry;

import fr.pli.postgres.Sql;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The mailboxes that a new BAL has beside INBOX: one for each special use (RFC 6154), subscribed. Clients look for them by their use; without any,
 * each client makes its own, in its own language.
 */
public enum FirstFolders {
    /** Named in French. */
    FR,
    /** Named in English. */
    EN,
    /** None: INBOX alone. */
    NONE;

    /** As the mail store writes them. */
    private static final List<String> USES = List.of("SENT", "DRAFTS", "TRASH", "JUNK", "ARCHIVE");

    private List<String> names() {
        return switch (this) {
            case FR -> List.of("Envoyés", "Brouillons", "Corbeille", "Indésirables", "Archives");
            case EN -> List.of("Sent", "Drafts", "Trash", "Junk", "Archive");
            case NONE -> List.of();
        };
    }

    void create(JdbcClient jdbc, long bal) {
        if (this == NONE) {
            return;
        }
        jdbc.sql("""
                WITH folder AS (
                    SELECT name, use FROM unnest(:names::text[], :uses::text[]) AS folder (name, use)
                ), made AS (
                    INSERT INTO mailbox (bal_id, name, special_use) SELECT :bal, name, use FROM folder
                )
                INSERT INTO subscription (bal_id, name) SELECT :bal, name FROM folder
                """)
                .param("bal", bal)
                .param("names", Sql.texts(names()))
                .param("uses", Sql.texts(USES))
                .update();
    }
}
