package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.util.EnumSet;
import java.util.Set;

/**
 * What stands behind RETURN (RFC 9051 section 6.4.4, RFC 9394).
 *
 * @param returned empty if RETURN is not there
 * @param partial which results PARTIAL names; all where it is not among the options
 */
record SearchOptions(Set<SearchReturn> returned, PartialRange partial) {

    /** <pre>search-return-opts = SP "RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")"</pre> */
    static SearchOptions read(Arguments args) throws ImapSyntaxException {
        Set<SearchReturn> options = EnumSet.noneOf(SearchReturn.class);
        PartialRange partial = PartialRange.ALL;
        if (!args.skipKeyword(" RETURN")) {
            return new SearchOptions(options, partial);
        }
        args.space();
        args.expect('(');
        while (!args.skip(')')) {
            SearchReturn option = SearchReturn.named(args.keyword());
            if (option == SearchReturn.PARTIAL) {
                if (options.contains(option)) {
                    throw new ImapSyntaxException("expected one PARTIAL");
                }
                args.space();
                partial = PartialRange.read(args);
            }
            options.add(option);
            args.skip(' ');
        }
        if (options.isEmpty()) {
            options.add(SearchReturn.ALL);
        }
        if (options.contains(SearchReturn.ALL) && options.contains(SearchReturn.PARTIAL)) {
            throw new ImapSyntaxException("expected ALL or PARTIAL, not both");
        }
        return new SearchOptions(options, partial);
    }

    boolean has(SearchReturn option) {
        return returned.contains(option);
    }
}
