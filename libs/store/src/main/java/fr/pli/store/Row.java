package fr.pli.store;

import fr.pli.imap.mail.Flags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A message in a mailbox, as far as changes need it. */
record Row(int uid, Flags flags, long modSeq, int size, long mail) {

    /** The columns. */
    static final String COLUMNS = "uid, flags, keywords, modseq, size, mail_id";

    /** A row with {@link #COLUMNS}. */
    static Row of(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getInt("uid"), flags(row), row.getLong("modseq"), row.getInt("size"), row.getLong("mail_id"));
    }

    /** The columns flags and keywords. */
    static Flags flags(ResultSet row) throws SQLException {
        String[] keywords = (String[]) row.getArray("keywords").getArray();
        return Flags.of(row.getInt("flags"), List.of(keywords));
    }
}
