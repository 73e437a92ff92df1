package fr.pli.imap.thread;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Writes threads (RFC 5256 section 5), however deep they are, without recursion.
 * <pre>
 * thread-data    = "THREAD" [SP 1*thread-list]
 * thread-list    = "(" (thread-members / thread-nested) ")"
 * thread-members = nz-number *(SP nz-number) [SP thread-nested]
 * thread-nested  = 2*thread-list
 * </pre>
 */
public final class ThreadAnswer {

    private static final ThreadNode END = new ThreadNode();

    private final StringBuilder line = new StringBuilder("THREAD");
    private final IntUnaryOperator number;
    private final Deque<ThreadNode> open = new ArrayDeque<>();

    private ThreadAnswer(IntUnaryOperator number) {
        this.number = number;
    }

    /** @param number what a message is told by, given its UID */
    public static String of(List<ThreadNode> roots, IntUnaryOperator number) {
        ThreadAnswer answer = new ThreadAnswer(number);
        String before = " ";
        for (ThreadNode root : roots) {
            answer.line.append(before);
            before = "";
            answer.write(root);
        }
        return answer.line.toString();
    }

    private void write(ThreadNode root) {
        open.push(root);
        while (!open.isEmpty()) {
            ThreadNode node = open.pop();
            if (node == END) {
                line.append(')');
            } else {
                list(node);
            }
        }
    }

    private void list(ThreadNode first) {
        line.append('(');
        ThreadNode node = first;
        if (!node.isDummy()) {
            line.append(number.applyAsInt(node.uid()));
        }
        while (node.children().size() == 1) {
            node = node.children().getFirst();
            line.append(' ').append(number.applyAsInt(node.uid()));
        }
        open.push(END);
        if (!node.children().isEmpty()) {
            line.append(node.isDummy() ? "" : " ");
            node.children().reversed().forEach(open::push);
        }
    }
}
