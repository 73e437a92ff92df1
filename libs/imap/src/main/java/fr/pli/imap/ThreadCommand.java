package fr.pli.imap;

import fr.pli.imap.mail.Mailbox.Described;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.imap.thread.ReferenceForest;
import fr.pli.imap.thread.SubjectThreads;
import fr.pli.imap.thread.ThreadAnswer;
import fr.pli.imap.thread.ThreadNode;
import fr.pli.mime.BaseSubject;
import fr.pli.mime.MessageIds;
import fr.pli.mime.MessageIndex;
import fr.pli.wire.ComputingTime.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * THREAD and UID THREAD (RFC 5256). It takes turns and has the time of a search (docs/decisions/0602).
 * <pre>thread = ["UID" SP] "THREAD" SP ("ORDEREDSUBJECT" / "REFERENCES") SP charset 1*(SP search-key)</pre>
 */
record ThreadCommand(Numbering numbering) implements Command {

    private enum Algorithm {
        ORDEREDSUBJECT,
        REFERENCES
    }

    @Override
    public boolean mayTellRemovals() {
        return numbering.mayTellExpunge();
    }

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, IOException {
        Selected selected = session.selected();
        args.space();
        Algorithm algorithm = algorithm(args.keyword());
        args.space();
        SearchGrammar grammar = new SearchGrammar(args, selected, SearchGrammar.charset(args));
        args.space();
        SearchKey key = grammar.program();
        args.end();

        if (grammar.namesModSeq()) {
            session.enable(Enabled.CONDSTORE);
        }
        List<ThreadNode> roots;
        try (Work time = session.work()) {
            int[] found = new Search(selected, key, session.protocol().settings()).run(time);
            roots = threads(selected, selected.uids(found), algorithm, time);
        }
        out.untagged(ThreadAnswer.of(roots, uid -> numbering == Numbering.UID ? uid : selected.indexOf(uid) + 1));
        return session.expungeIssued(numbering) + numbering.command("THREAD") + " completed";
    }

    private static Algorithm algorithm(String name) throws ImapSyntaxException {
        return switch (name) {
            case "ORDEREDSUBJECT" -> Algorithm.ORDEREDSUBJECT;
            case "REFERENCES" -> Algorithm.REFERENCES;
            default -> throw new ImapSyntaxException("expected ORDEREDSUBJECT or REFERENCES", name);
        };
    }

    private static List<ThreadNode> threads(Selected selected, int[] uids, Algorithm algorithm, Work time)
            throws IOException {
        return switch (algorithm) {
            case ORDEREDSUBJECT -> bySubject(selected, uids, time);
            case REFERENCES -> byReferences(selected, uids, time);
        };
    }

    private static List<ThreadNode> bySubject(Selected selected, int[] uids, Work time) throws IOException {
        List<ThreadNode> messages = new ArrayList<>(uids.length);
        selected.describe(uids, time, described -> messages.add(new ThreadNode(message(described))));
        return SubjectThreads.ordered(messages);
    }

    private static List<ThreadNode> byReferences(Selected selected, int[] uids, Work time) throws IOException {
        ReferenceForest forest = new ReferenceForest(uids.length);
        selected.describe(
                uids,
                time,
                described -> forest.add(message(described), id(described.index()), references(described.index())));
        time.check();
        List<ThreadNode> roots = sorted(forest.roots(), time);
        time.check();
        return sorted(SubjectThreads.joined(roots), time);
    }

    /** Roots by date, and the children of each of them likewise, to the last (steps 4 and 6). */
    private static List<ThreadNode> sorted(List<ThreadNode> roots, Work time) throws IOException {
        List<ThreadNode> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            ThreadNode node = open.removeLast();
            time.check();
            node.sortChildren();
            open.addAll(node.children());
        }
        roots.sort(ThreadNode.BY_DATE);
        return roots;
    }

    private static ThreadNode.Message message(Described described) {
        MessageIndex index = described.index();
        return new ThreadNode.Message(
                described.facts().uid(),
                SortKeys.sent(index).orElse(described.facts().internalDate()),
                SortKeys.subject(index),
                BaseSubject.isReply(index.header("Subject").orElse("")));
    }

    private static String id(MessageIndex index) {
        return first(index, "Message-ID").findFirst().orElse("");
    }

    private static List<String> references(MessageIndex index) {
        List<String> references = first(index, "References").toList();
        return references.isEmpty() ? first(index, "In-Reply-To").limit(1).toList() : references;
    }

    private static Stream<String> first(MessageIndex index, String field) {
        return index.header(field).map(MessageIds::of).stream().flatMap(List::stream);
    }
}
