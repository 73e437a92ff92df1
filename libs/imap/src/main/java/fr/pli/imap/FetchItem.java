package fr.pli.imap;

import fr.pli.mime.BodySection;
import fr.pli.mime.BodySection.Partial;
import java.util.List;

/** Something that FETCH asks of each message (RFC 9051 section 6.4.5). */
sealed interface FetchItem {

    /** Items without arguments. */
    enum Attribute implements FetchItem {
        FLAGS,
        UID,
        MODSEQ,
        INTERNALDATE,
        SAVEDATE,
        SIZE,
        EMAILID,
        THREADID,
        ENVELOPE,
        BODY,
        BODYSTRUCTURE
    }

    /**
     * A section of the message, as octets.
     *
     * @param label as the answer names it
     * @param peek whether the message stays unseen
     */
    record Section(String label, BodySection section, Partial partial, boolean peek) implements FetchItem {}

    /** A body part with its transfer encoding taken off (RFC 3516). */
    record Binary(String label, List<Integer> path, Partial partial, boolean peek) implements FetchItem {}

    /** The length of such a part. */
    record BinarySize(String label, List<Integer> path) implements FetchItem {}

    /**
     * The beginning of what the message says (RFC 8970).
     *
     * @param lazy whether the client would rather have none than wait
     */
    record Preview(boolean lazy) implements FetchItem {}

    /** How much must be read of a message to answer an item. */
    enum Depth {
        /** Nothing: the snapshot has it. */
        SNAPSHOT,
        FACTS,
        INDEX,
        /** The index and octets of the message. */
        BODY
    }

    default Depth depth() {
        return switch (this) {
            case Attribute a ->
                switch (a) {
                    case FLAGS, UID, MODSEQ, THREADID -> Depth.SNAPSHOT;
                    case INTERNALDATE, SAVEDATE, SIZE, EMAILID -> Depth.FACTS;
                    case ENVELOPE, BODY, BODYSTRUCTURE -> Depth.INDEX;
                };
            case Section _, Binary _, BinarySize _, Preview _ -> Depth.BODY;
        };
    }

    /** Whether fetching it makes the message seen. */
    default boolean marksSeen() {
        return switch (this) {
            case Section s -> !s.peek();
            case Binary b -> !b.peek();
            case Attribute _, BinarySize _, Preview _ -> false;
        };
    }
}
