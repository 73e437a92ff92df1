package fr.pli.imap;

import java.util.EnumSet;
import java.util.Set;

/** What SEARCH is to tell (RFC 9051 section 6.4.4, RFC 5182). */
enum SearchReturn {
    MIN,
    MAX,
    ALL,
    COUNT,
    SAVE;

    /**
     * Empty if nothing is said of it.
     * <pre>search-return-opts = SP "RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")"</pre>
     */
    static Set<SearchReturn> read(Arguments args) throws ImapSyntaxException {
        Set<SearchReturn> options = EnumSet.noneOf(SearchReturn.class);
        if (!args.skipKeyword(" RETURN")) {
            return options;
        }
        args.space();
        args.expect('(');
        while (!args.skip(')')) {
            options.add(named(args.keyword()));
            args.skip(' ');
        }
        if (options.isEmpty()) {
            options.add(ALL);
        }
        return options;
    }

    private static SearchReturn named(String text) throws ImapSyntaxException {
        for (SearchReturn option : values()) {
            if (option.name().equals(text)) {
                return option;
            }
        }
        throw new ImapSyntaxException("expected MIN, MAX, ALL, COUNT or SAVE", text);
    }
}
