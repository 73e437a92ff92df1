package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.wire.ComputingTime.RunOutException;
import fr.pli.wire.ComputingTime.Work;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * SEARCH and UID SEARCH (RFC 9051 section 6.4.4, RFC 5182, RFC 7162 section 3.1.5, RFC 9394).
 * <pre>
 * search         = "SEARCH" [search-return-opts] SP search-program
 * search-program = ["CHARSET" SP charset SP] search-key *(SP search-key)
 * </pre>
 */
record SearchCommand(Numbering numbering) implements Command {

    @Override
    public boolean mayTellRemovals() {
        return numbering.mayTellExpunge();
    }

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, IOException {
        Selected selected = session.selected();
        SearchOptions options = SearchOptions.read(args);
        Set<SearchReturn> returned = options.returned();
        args.space();
        boolean saves = returned.contains(SearchReturn.SAVE);
        Charset charset = StandardCharsets.UTF_8;
        try {
            if (args.skipKeyword("CHARSET")) {
                args.space();
                charset = SearchGrammar.charset(args);
                args.space();
            }
            SearchGrammar grammar = new SearchGrammar(args, selected, charset);
            SearchKey key = grammar.program();
            args.end();

            if (grammar.namesModSeq()) {
                session.enable(Enabled.CONDSTORE);
            }
            int[] found;
            try (Work time = session.work()) {
                found = new Search(selected, key, session.protocol().settings()).run(time);
            }
            SearchAnswer answer = new SearchAnswer(selected, numbering, found, grammar.namesModSeq());
            if (saves) {
                selected.save(answer.saved(options));
            }
            if (returned.isEmpty() && !session.has(Enabled.REV2)) {
                out.untagged(answer.old());
            } else if (!returned.equals(Set.of(SearchReturn.SAVE))) {
                out.untagged(answer.extended(options, session.tag()));
            }
            return session.expungeIssued(numbering) + numbering.command("SEARCH") + " completed";
        } catch (ImapRefusal | RunOutException | StoreUnavailableException e) {
            if (saves) {
                selected.save(new int[0]);
            }
            throw e;
        }
    }
}
