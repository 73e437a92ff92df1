package fr.pli.imap.thread;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What THREAD makes of subjects (RFC 5256 section 3): ORDEREDSUBJECT, and step 5 of REFERENCES. */
public final class SubjectThreads {

    private final Map<String, ThreadNode> bySubject = new HashMap<>();
    private final Set<ThreadNode> roots;

    private SubjectThreads(List<ThreadNode> sorted) {
        roots = new LinkedHashSet<>(sorted);
    }

    /** ORDEREDSUBJECT: of those with the same subject, the first one has the others for children. */
    public static List<ThreadNode> ordered(List<ThreadNode> messages) {
        List<ThreadNode> sorted = new ArrayList<>(messages);
        sorted.sort(ThreadNode.BY_DATE);
        Map<String, ThreadNode> threads = new LinkedHashMap<>();
        for (ThreadNode node : sorted) {
            ThreadNode first = threads.putIfAbsent(node.subject(), node);
            if (first != null) {
                first.addChild(node);
            }
        }
        return new ArrayList<>(threads.values());
    }

    /**
     * Joins threads of the same subject.
     *
     * @param sorted by date
     */
    public static List<ThreadNode> joined(List<ThreadNode> sorted) {
        SubjectThreads threads = new SubjectThreads(sorted);
        sorted.forEach(threads::note);
        sorted.forEach(threads::join);
        return new ArrayList<>(threads.roots);
    }

    private void note(ThreadNode node) {
        if (!node.subject().isEmpty()) {
            bySubject.merge(node.subject(), node, (old, now) -> isBetter(now, old) ? now : old);
        }
    }

    private static boolean isBetter(ThreadNode now, ThreadNode old) {
        return !old.isDummy() && (now.isDummy() || old.reply() && !now.reply());
    }

    private void join(ThreadNode node) {
        String subject = node.subject();
        ThreadNode first = subject.isEmpty() ? node : bySubject.getOrDefault(subject, node);
        if (first == node) {
            return;
        }
        roots.remove(node);
        if (first.isDummy() && node.isDummy()) {
            node.children().forEach(first::addChild);
        } else if (first.isDummy() || node.reply() && !first.reply()) {
            first.addChild(node);
        } else {
            ThreadNode both = new ThreadNode();
            both.addChild(first);
            both.addChild(node);
            roots.remove(first);
            roots.add(both);
            bySubject.put(subject, both);
        }
    }
}
