package fr.pli.imap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message in a tree of threads, or a dummy: one that others refer to and that is not among those that were found (RFC 5256 section 3). */
final class ThreadNode {

    /** By the date it was sent; of the same date, as in the mailbox. A dummy stands where its first child does. */
    static final Comparator<ThreadNode> BY_DATE =
            Comparator.comparing(ThreadNode::sent).thenComparingInt(ThreadNode::firstUid);

    private @Nullable Message message;
    private @Nullable ThreadNode parent;
    private List<ThreadNode> children = List.of();

    /**
     * What THREAD needs of a message.
     *
     * @param subject the base subject, made ready to be compared
     * @param reply whether the subject is that of an answer, or of something forwarded
     */
    record Message(int uid, Instant sent, String subject, boolean reply) {}

    /** A dummy. */
    ThreadNode() {}

    ThreadNode(Message message) {
        this.message = message;
    }

    boolean isDummy() {
        return message == null;
    }

    /** What was referred to has come. */
    void become(Message found) {
        message = found;
    }

    /** 0 for a dummy. */
    int uid() {
        return message == null ? 0 : message.uid();
    }

    @Nullable
    ThreadNode parent() {
        return parent;
    }

    /** The parent alone; who lists its children comes after. */
    void parent(@Nullable ThreadNode above) {
        parent = above;
    }

    List<ThreadNode> children() {
        return children;
    }

    void addChild(ThreadNode child) {
        if (children.isEmpty()) {
            children = new ArrayList<>(1);
        }
        children.add(child);
    }

    void sortChildren() {
        if (children.size() > 1) {
            children.sort(BY_DATE);
        }
    }

    /** Of a dummy, that of its first child. */
    String subject() {
        return first().subject();
    }

    boolean reply() {
        return first().reply();
    }

    private Instant sent() {
        return first().sent();
    }

    private int firstUid() {
        return first().uid();
    }

    private Message first() {
        if (message != null) {
            return message;
        }
        return children.getFirst().first(); // a dummy is never the child of one
    }
}
