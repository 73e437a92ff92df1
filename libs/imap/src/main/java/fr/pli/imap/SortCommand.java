package fr.pli.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * SORT and UID SORT (RFC 5256).
 * <pre>sort = ["UID" SP] "SORT" SP "(" sort-criterion *(SP sort-criterion) ")" SP charset 1*(SP search-key)</pre>
 */
record SortCommand(Numbering numbering) implements Command {

    @Override
    public boolean mayTellRemovals() {
        return numbering.mayTellExpunge();
    }

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, IOException {
        Selected selected = session.selected();
        args.space();
        List<SortCriterion> criteria = SortCriterion.list(args);
        args.space();
        SearchGrammar grammar = new SearchGrammar(args, selected, SearchGrammar.charset(args));
        args.space();
        SearchKey key = grammar.program();
        args.end();

        if (grammar.namesModSeq()) {
            session.enable(Enabled.CONDSTORE);
        }
        int[] found = new Search(selected, key, session.protocol().settings()).run();
        int[] sorted = sort(selected, selected.uids(found), criteria);
        out.untagged(new SearchAnswer(selected, numbering, sorted, grammar.namesModSeq()).list("SORT"));
        return numbering.command("SORT") + " completed";
    }

    /** Indexes in order; equal ones stay in the order of the mailbox. */
    private static int[] sort(Selected selected, int[] uids, List<SortCriterion> criteria) {
        List<SortRow> rows = new ArrayList<>(uids.length);
        if (criteria.stream().anyMatch(criterion -> criterion.key().needsIndex())) {
            selected.mailbox().describe(uids, described -> rows.add(SortRow.of(described, criteria)));
        } else {
            selected.mailbox().facts(uids, facts -> rows.add(SortRow.of(facts)));
        }
        rows.sort(criteria.stream()
                .map(SortCriterion::comparator)
                .reduce(Comparator::thenComparing)
                .orElseThrow());
        return rows.stream().mapToInt(row -> selected.indexOf(row.uid())).toArray();
    }
}
