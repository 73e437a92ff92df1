package fr.pli.store;

import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.postgres.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keywords that messages of a locked mailbox have or had. Their number has a bound: each is told to whoever selects the mailbox. */
final class Keywords {

    private final JdbcClient jdbc;
    private final Box box;
    private SortedSet<String> known;

    /** @param row of the mailbox with the column keywords */
    Keywords(JdbcClient jdbc, Box box, ResultSet row) throws SQLException {
        this.jdbc = jdbc;
        this.box = box;
        this.known = set(List.of((String[]) row.getArray("keywords").getArray()));
    }

    /**
     * Makes room for keywords that a message is about to have; those that no message has any longer are forgotten where that helps.
     *
     * @throws MailboxException LIMIT
     */
    void admit(Collection<String> words) throws MailboxException {
        if (known.containsAll(words)) {
            return;
        }
        SortedSet<String> all = set(known);
        all.addAll(words);
        if (all.size() > Mailbox.MOST_KEYWORDS) {
            all = used();
            all.addAll(words);
        }
        if (all.size() > Mailbox.MOST_KEYWORDS) {
            throw new MailboxException(Code.LIMIT, "at most " + Mailbox.MOST_KEYWORDS + " keywords in a mailbox");
        }
        known = all;
        jdbc.sql("UPDATE mailbox SET keywords = :keywords WHERE bal_id = :bal AND id = :box")
                .param("keywords", Sql.texts(known))
                .param("bal", box.bal())
                .param("box", box.id())
                .update();
    }

    private SortedSet<String> used() {
        return set(jdbc.sql("""
                SELECT DISTINCT word FROM message, unnest(keywords) AS word
                WHERE bal_id = :bal AND mailbox_id = :box AND keywords <> '{}'
                """)
                .param("bal", box.bal())
                .param("box", box.id())
                .query(String.class)
                .list());
    }

    private static SortedSet<String> set(Collection<String> words) {
        TreeSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(words);
        return set;
    }
}
