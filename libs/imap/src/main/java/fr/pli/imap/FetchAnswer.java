package fr.pli.imap;

import fr.pli.imap.FetchItem.Depth;
import fr.pli.mime.MessageGoneException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Writes FETCH responses (RFC 9051 section 7.5.2). Bodies pass through, slice by slice; none is held whole. */
final class FetchAnswer {

    private final ImapSession session;
    private final Selected selected;
    private final Set<FetchItem> items;
    private final Responses out;
    /** Texts that are read for a client that would rather not wait (RFC 8970 section 4.1). */
    private static final int LAZY_PREVIEWS = 100;

    private final Depth depth;
    private int lazyPreviews;

    FetchAnswer(ImapSession session, Selected selected, Set<FetchItem> items, Responses out) {
        this.session = session;
        this.selected = selected;
        this.items = items;
        this.out = out;
        depth = items.stream()
                .map(FetchItem::depth)
                .max(Comparator.naturalOrder())
                .orElse(Depth.SNAPSHOT);
    }

    /** How many messages are best answered at a time: the deeper they are read, the more of each is held. */
    int batch() {
        return switch (depth) {
            case SNAPSHOT, FACTS -> 100;
            case INDEX, BODY -> 50;
        };
    }

    /**
     * One response for each of those messages that is still there.
     *
     * @return how many could be answered in full
     * @throws ImapRefusal UNKNOWN-CTE, before anything of the message that it belongs to is written
     */
    int write(int[] uids) throws IOException, ImapRefusal {
        int answered = 0;
        for (FetchedMessage message : read(uids)) {
            answered += write(message) ? 1 : 0;
        }
        return answered;
    }

    private List<FetchedMessage> read(int[] uids) {
        int[] known = Arrays.stream(uids)
                .filter(uid -> selected.known().indexOf(uid) >= 0)
                .toArray();
        List<FetchedMessage> messages = new ArrayList<>(known.length);
        switch (depth) {
            case SNAPSHOT ->
                Arrays.stream(known).forEach(uid -> messages.add(FetchedMessage.of(session, selected, uid)));
            case FACTS ->
                selected.mailbox().facts(known, facts -> messages.add(FetchedMessage.of(session, selected, facts)));
            case INDEX, BODY -> {
                Mailbox.Bodies bodies = selected.mailbox().bodies(known);
                selected.mailbox()
                        .describe(
                                known,
                                described -> messages.add(FetchedMessage.of(session, selected, described, bodies)));
            }
        }
        return messages;
    }

    private boolean write(FetchedMessage message) throws IOException, ImapRefusal {
        List<FetchPiece> pieces = new ArrayList<>(items.size());
        try {
            for (FetchItem item : items) {
                pieces.add(isTooMany(item) ? PreviewText.NOT_NOW : message.piece(item));
            }
            return write(message.uid(), pieces);
        } catch (MessageGoneException _) {
            return false;
        }
    }

    private boolean isTooMany(FetchItem item) {
        return item instanceof FetchItem.Preview preview && preview.lazy() && ++lazyPreviews > LAZY_PREVIEWS;
    }

    private boolean write(int uid, List<FetchPiece> pieces) throws IOException {
        LiteralLine line = new LiteralLine(out);
        line.append("* " + (selected.indexOf(uid) + 1) + " FETCH ");
        boolean complete = true;
        String before = "(";
        for (FetchPiece piece : pieces) {
            line.append(before);
            before = " ";
            switch (piece) {
                case FetchPiece.Text(String text) -> line.append(text);
                case FetchPiece.Octets octets -> {
                    line.append(octets.label()).append(" ");
                    if (octets.data().isEmpty()) {
                        line.append("NIL");
                    } else {
                        complete &= line.append(octets.mark(), octets.data().get());
                    }
                }
            }
        }
        line.append(")").end();
        return complete;
    }
}
