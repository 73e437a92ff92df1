package fr.pli.store;

import fr.pli.imap.Flags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Messages that have the same flags share one object: a mailbox of many messages has few combinations. For one read. */
final class SharedFlags {

    /** Beyond that each has its own: combinations are the client's to choose. */
    private static final int MOST = 10_000;

    private final Map<Key, Flags> known = new HashMap<>();

    /** The columns flags and keywords. */
    Flags of(ResultSet row) throws SQLException {
        String[] keywords = (String[]) row.getArray("keywords").getArray();
        if (keywords.length == 0) {
            return Flags.of(row.getInt("flags"), List.of());
        }
        Key key = new Key(row.getInt("flags"), List.of(keywords));
        Flags flags = known.get(key);
        if (flags == null) {
            flags = Flags.of(key.bits, key.keywords);
            if (known.size() < MOST) {
                known.put(key, flags);
            }
        }
        return flags;
    }

    private record Key(int bits, List<String> keywords) {}
}
