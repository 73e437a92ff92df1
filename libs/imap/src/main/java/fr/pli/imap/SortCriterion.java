package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What SORT orders by (RFC 5256 section 3).
 * <pre>sort-criterion = ["REVERSE" SP] sort-key</pre>
 */
record SortCriterion(Key key, boolean reverse) {

    private static final int MAX = 20;

    enum Key {
        ARRIVAL,
        CC,
        DATE,
        FROM,
        SIZE,
        SUBJECT,
        TO;

        /** Whether it needs what was computed at delivery. */
        boolean needsIndex() {
            return this != ARRIVAL && this != SIZE;
        }

        private static Key named(String text) throws ImapSyntaxException {
            for (Key key : values()) {
                if (key.name().equals(text)) {
                    return key;
                }
            }
            throw new ImapSyntaxException("expected something to sort by", text);
        }
    }

    /** <pre>"(" sort-criterion *(SP sort-criterion) ")"</pre> */
    static List<SortCriterion> list(Arguments args) throws ImapSyntaxException {
        args.expect('(');
        List<SortCriterion> criteria = new ArrayList<>();
        do {
            String word = args.keyword();
            boolean reverse = word.equals("REVERSE");
            if (reverse) {
                args.space();
            }
            criteria.add(new SortCriterion(Key.named(reverse ? args.keyword() : word), reverse));
            if (criteria.size() > MAX) {
                throw new ImapSyntaxException("at most " + MAX + " criteria");
            }
        } while (args.skip(' '));
        args.expect(')');
        return eachKeyOnce(criteria);
    }

    /** A key that comes again parts nothing that it has not parted before. */
    private static List<SortCriterion> eachKeyOnce(List<SortCriterion> criteria) {
        Set<Key> named = EnumSet.noneOf(Key.class);
        return criteria.stream().filter(criterion -> named.add(criterion.key())).toList();
    }

    /** Orders by this one alone. */
    Comparator<SortRow> comparator() {
        Comparator<SortRow> order = switch (key) {
            case ARRIVAL -> Comparator.comparing(SortRow::arrival);
            case SIZE -> Comparator.comparingLong(SortRow::size);
            case DATE -> Comparator.comparing(SortRow::sent);
            case CC, FROM, SUBJECT, TO -> Comparator.comparing(row -> row.text(key));
        };
        return reverse ? order.reversed() : order;
    }
}
