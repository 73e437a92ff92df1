package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.wire.ComputingTime.Work;
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
        int[] sorted;
        try (Work time = session.work()) {
            int[] found = new Search(selected, key, session.protocol().settings()).run(time);
            sorted = sort(selected, selected.uids(found), criteria, time);
        }
        out.untagged(new SearchAnswer(selected, numbering, sorted, grammar.namesModSeq()).list("SORT"));
        return session.expungeIssued(numbering) + numbering.command("SORT") + " completed";
    }

    /** Indexes in order; equal ones stay in the order of the mailbox. */
    private static int[] sort(Selected selected, int[] uids, List<SortCriterion> criteria, Work time)
            throws IOException {
        List<SortRow> rows = new ArrayList<>(uids.length);
        if (criteria.stream().anyMatch(criterion -> criterion.key().needsIndex())) {
            selected.describe(uids, time, each -> rows.add(SortRow.of(each, criteria)));
        } else {
            time.aside(() -> {
                selected.mailbox().facts(uids, facts -> rows.add(SortRow.of(facts)));
                return rows;
            });
        }
        time.check();
        rows.sort(criteria.stream()
                .map(SortCriterion::comparator)
                .reduce(Comparator::thenComparing)
                .orElseThrow());
        return rows.stream().mapToInt(row -> selected.indexOf(row.uid())).toArray();
    }
}
