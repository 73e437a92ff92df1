package fr.pli.imap;

import fr.pli.imap.FetchItem.Attribute;
import fr.pli.imap.FetchItem.Depth;
import fr.pli.imap.mail.Mailbox;
import fr.pli.mime.MessageGoneException;
import fr.pli.mime.SectionData;
import fr.pli.mime.SectionReader;
import fr.pli.wire.ComputingTime.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Writes FETCH responses (RFC 9051 section 7.5.2). Bodies pass through, slice by slice; none is held whole. */
final class FetchAnswer {

    /** Characters of answers that are held at a time: a client that does not read makes us keep them. */
    private static final int HELD = 64 * 1024;

    /** Texts that are read for a client that would rather not wait (RFC 8970 section 4.1). */
    private static final int LAZY_PREVIEWS = 100;

    private final ImapSession session;
    private final Selected selected;
    private final Set<FetchItem> items;
    private final Responses out;
    private final Work work;
    private final Depth depth;
    private int lazyPreviews;

    /** @param work runs while answers are computed, and pauses while they are written */
    FetchAnswer(ImapSession session, Selected selected, Set<FetchItem> items, Responses out, Work work) {
        this.session = session;
        this.selected = selected;
        this.items = items;
        this.out = out;
        this.work = work;
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
     * @param seen UIDs, ascending, of messages that have become seen by this: their flags are told with the rest (RFC 9051 section 6.4.5)
     * @return how many could be answered in full
     * @throws ImapRefusal UNKNOWN-CTE, before anything of the message that it belongs to is written
     */
    int write(int[] uids, int[] seen) throws IOException, ImapRefusal {
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
                return describe(known, seen);
            }
        }
        return write(messages, seen);
    }

    /** Reads as many at a time as can well be held. */
    private int describe(int[] known, int[] seen) throws IOException, ImapRefusal {
        Mailbox.Bodies bodies = selected.mailbox().bodies(known);
        int answered = 0;
        for (int from = 0; from < known.length; ) {
            List<FetchedMessage> messages = new ArrayList<>();
            from += selected.mailbox()
                    .describeSome(
                            Arrays.copyOfRange(known, from, known.length),
                            described -> messages.add(
                                    FetchedMessage.of(session, selected, described, bodies, whileLarge())));
            answered += write(messages, seen);
        }
        return answered;
    }

    private record Ready(int uid, List<FetchPiece> pieces) {}

    private int write(List<FetchedMessage> messages, int[] seen) throws IOException, ImapRefusal {
        int answered = 0;
        int next = 0;
        while (next < messages.size()) {
            List<Ready> ready = new ArrayList<>();
            for (long held = 0; next < messages.size() && held < HELD; next++) {
                FetchedMessage message = messages.get(next);
                try {
                    List<FetchPiece> pieces = pieces(message, Arrays.binarySearch(seen, message.uid()) >= 0);
                    ready.add(new Ready(message.uid(), pieces));
                    held += pieces.stream().mapToLong(FetchAnswer::held).sum();
                } catch (MessageGoneException _) {
                    // not answered
                }
            }
            work.pause();
            for (Ready each : ready) {
                answered += write(each.uid(), each.pieces()) ? 1 : 0;
            }
        }
        return answered;
    }

    private List<FetchPiece> pieces(FetchedMessage message, boolean tellsFlags) throws IOException, ImapRefusal {
        List<FetchPiece> pieces = new ArrayList<>(items.size());
        for (FetchItem item : items) {
            if (item.depth() == Depth.INDEX || item instanceof FetchItem.Preview) {
                work.resume();
                work.check();
            } else {
                work.pause();
            }
            pieces.add(isTooMany(item) ? PreviewText.NOT_NOW : message.piece(item));
        }
        if (tellsFlags) {
            for (FetchItem item : ofChangedFlags()) {
                pieces.add(message.piece(item));
            }
        }
        return pieces;
    }

    /** What is told of flags that have changed, as far as it was not asked for (RFC 7162 sections 3.1 and 3.2.4). */
    private List<FetchItem> ofChangedFlags() {
        List<FetchItem> told = new ArrayList<>(List.of(Attribute.FLAGS));
        if (session.has(Enabled.CONDSTORE)) {
            told.add(Attribute.MODSEQ);
        }
        if (session.has(Enabled.QRESYNC)) {
            told.add(Attribute.UID);
        }
        told.removeAll(items);
        return told;
    }

    private static long held(FetchPiece piece) {
        return switch (piece) {
            case FetchPiece.Text(String text) -> text.length();
            case FetchPiece.Octets octets ->
                Math.min(HELD, octets.data().map(SectionData::length).orElse(0L));
        };
    }

    /** The store is asked for a large part while a turn is held: what is read is decoded or filtered at once. */
    private SectionReader.Large whileLarge() {
        return new SectionReader.Large() {
            @Override
            public void begins() throws IOException {
                work.resume();
                work.check();
            }

            @Override
            public void ends() {
                work.pause();
            }
        };
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
