package fr.pli.compose;

import java.util.ArrayList;
import java.util.List;

/**
 * What a message answers (ECO.2.2.2; RFC 5322 section 3.6.4).
 *
 * @param to the Message-ID that it answers
 * @param references those of the whole thread, oldest first, {@code to} being the last
 */
public record Reply(MessageId to, List<MessageId> references) {

    /** More than this of a thread is left out in the middle, as RFC 5322 lets one. */
    private static final int MAX_REFERENCES = 50;

    public Reply {
        List<MessageId> thread = new ArrayList<>(references);
        if (thread.isEmpty() || !thread.getLast().equals(to)) {
            thread.add(to);
        }
        while (thread.size() > MAX_REFERENCES) {
            thread.remove(1);
        }
        references = List.copyOf(thread);
    }
}
