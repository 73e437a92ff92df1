package fr.pli.imap.thread;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message in a tree of threads, or a dummy: one that others refer to and that is not among those that were found (RFC 5256 section 3). */
public final class ThreadNode {

    /** By the date it was sent; of the same date, as in the mailbox. A dummy stands where its first child does. */
    public static final Comparator<ThreadNode> BY_DATE =
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
    public record Message(int uid, Instant sent, String subject, boolean reply) {}

    /** A dummy. */
    public ThreadNode() {}

    /** A message. */
    public ThreadNode(Message message) {
        this.message = message;
    }

    /** Whether it stands for a message that is not there. */
    public boolean isDummy() {
        return message == null;
    }

    /** What was referred to has come. */
    public void become(Message found) {
        message = found;
    }

    /** 0 for a dummy. */
    public int uid() {
        return message == null ? 0 : message.uid();
    }

    @Nullable
    public ThreadNode parent() {
        return parent;
    }

    /** The parent alone; who lists its children comes after. */
    public void parent(@Nullable ThreadNode above) {
        parent = above;
    }

    /** Answers to it, in order. */
    public List<ThreadNode> children() {
        return children;
    }

    /** One more answer to it. */
    public void addChild(ThreadNode child) {
        if (children.isEmpty()) {
            children = new ArrayList<>(1);
        }
        children.add(child);
    }

    /** Puts its answers in the order of their dates. */
    public void sortChildren() {
        if (children.size() > 1) {
            children.sort(BY_DATE);
        }
    }

    /** Of a dummy, that of its first child. */
    public String subject() {
        return first().subject();
    }

    /** Of a dummy, whether its first child is an answer. */
    public boolean reply() {
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
