package fr.pli.imap.thread;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Steps 1 to 3 of REFERENCES (RFC 5256 section 3): who answers whom. The last reference of every message is linked first, and what the others
 * say of dummies and of messages without a reference after that; so no link is ever taken back, and whether one would close a circle is told
 * by a union-find, in near linear time whatever the messages say.
 */
public final class ReferenceForest {

    /** Of a longer chain the first one and the last ones are looked at. */
    static final int MOST_REFERENCES = 50;

    private static final int UNKNOWN_AT_LEAST = 1000;
    private static final int UNKNOWN_FOR_EACH = 3;

    private final Map<String, ThreadNode> byId = new HashMap<>();
    private final Map<ThreadNode, ThreadNode> above = new HashMap<>();
    private final Map<ThreadNode, Integer> places = new HashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private int unknownLeft;

    /** A message with those it refers to, the eldest first. */
    private record Reading(ThreadNode node, List<ThreadNode> references) {}

    /** @param messages how many will come; ids of others are known to three times as many */
    public ReferenceForest(int messages) {
        unknownLeft = UNKNOWN_AT_LEAST + UNKNOWN_FOR_EACH * messages;
    }

    /**
     * The next message, in the order of the mailbox.
     *
     * @param id empty if it has none
     * @param references ids of those it answers, the eldest first
     */
    public void add(ThreadNode.Message message, String id, List<String> references) {
        ThreadNode node = node(message, id);
        places.put(node, readings.size());
        List<ThreadNode> nodes = new ArrayList<>(Math.min(references.size(), MOST_REFERENCES));
        int skipped = Math.max(0, references.size() - MOST_REFERENCES);
        for (int i = 0; i < references.size(); i += i == 0 ? 1 + skipped : 1) {
            ThreadNode reference = referred(references.get(i));
            if (reference != null) {
                nodes.add(reference);
            }
        }
        readings.add(new Reading(node, nodes));
    }

    /** How many messages and dummies there are. */
    public int size() {
        return readings.size()
                + (int) byId.values().stream().filter(ThreadNode::isDummy).count();
    }

    /** The first message of each thread, or a dummy above two or more; below them there are only messages. */
    public List<ThreadNode> roots() {
        for (Reading reading : readings) {
            if (!reading.references().isEmpty()) {
                link(reading.references().getLast(), reading.node());
            }
        }
        for (int place = 0; place < readings.size(); place++) {
            linkAmong(readings.get(place).references(), place);
        }
        return pruned();
    }

    /** Two messages of one id are two: the first one has it. */
    private ThreadNode node(ThreadNode.Message message, String id) {
        ThreadNode known = id.isEmpty() ? null : byId.get(id);
        if (known != null && known.isDummy()) {
            known.become(message);
            return known;
        }
        ThreadNode node = new ThreadNode(message);
        if (known == null && !id.isEmpty()) {
            byId.put(id, node);
        }
        return node;
    }

    private @Nullable ThreadNode referred(String id) {
        ThreadNode known = byId.get(id);
        if (known == null && unknownLeft > 0) {
            unknownLeft--;
            known = new ThreadNode();
            byId.put(id, known);
        }
        return known;
    }

    /** A message that refers to nobody has the parent that a later one tells; an earlier one knew no better than itself. */
    private void linkAmong(List<ThreadNode> references, int place) {
        for (int i = 1; i < references.size(); i++) {
            ThreadNode child = references.get(i);
            if (child.parent() == null && (child.isDummy() || places.getOrDefault(child, 0) < place)) {
                link(references.get(i - 1), child);
            }
        }
    }

    /** Unless that would close a circle. {@code child} is the root of its tree. */
    private void link(ThreadNode parent, ThreadNode child) {
        ThreadNode root = root(parent);
        if (root != child) {
            child.parent(parent);
            above.put(child, root);
        }
    }

    private ThreadNode root(ThreadNode node) {
        ThreadNode root = node;
        for (ThreadNode next = above.get(root); next != null; next = above.get(root)) {
            root = next;
        }
        for (ThreadNode at = node; at != root; ) {
            ThreadNode next = above.put(at, root);
            at = next == null ? root : next;
        }
        return root;
    }

    private List<ThreadNode> pruned() {
        List<ThreadNode> roots = new ArrayList<>();
        List<ThreadNode> dummies = new ArrayList<>();
        for (Reading reading : readings) {
            ThreadNode node = reading.node();
            ThreadNode parent = node.parent();
            if (parent == null) {
                roots.add(node);
                continue;
            }
            ThreadNode holder = holder(parent);
            if (holder.isDummy() && holder.children().isEmpty()) {
                dummies.add(holder);
            }
            holder.addChild(node);
        }
        for (ThreadNode dummy : dummies) {
            roots.add(dummy.children().size() == 1 ? dummy.children().getFirst() : dummy);
        }
        return roots;
    }

    /** The next one above that stays: a message, or the dummy at the root. Dummies on the way are linked to it. */
    private static ThreadNode holder(ThreadNode from) {
        ThreadNode holder = from;
        for (ThreadNode next = holder.parent(); holder.isDummy() && next != null; next = holder.parent()) {
            holder = next;
        }
        for (ThreadNode at = from; at != holder; ) {
            ThreadNode next = at.parent();
            at.parent(holder);
            at = next == null ? holder : next;
        }
        return holder;
    }
}
