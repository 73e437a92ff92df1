package fr.pli.lps;

import fr.pli.compose.MessageHeading;
import jakarta.mail.Flags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.Item;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/**
 * The IMAP commands by which the messages of INBOX are listed and fetched, so that no message can spoil what is said of others. ENVELOPE and
 * BODYSTRUCTURE are never asked for: the library reads them strictly, and one address that is none ends the whole list. Header fields and
 * bodies come raw and are read leniently; the date, which the library may refuse too (somebody wrote a year 10000), comes by itself.
 */
final class InboxCommands {

    /** The size of a message that is not there any more. */
    static final long GONE = -1;

    /** What the server said of one message. */
    private static final class Answer {
        private MessageHeading heading = MessageHeading.NONE;
        private Optional<Instant> received = Optional.empty();
        private long size;
        private boolean seen;
    }

    private InboxCommands() {}

    /** All messages, by ascending UID; one of whose answer nothing can be read has its UID and nothing else. */
    static List<MessageSummary> list(IMAPProtocol protocol) throws ProtocolException {
        List<Long> uids = uids(protocol);
        if (uids.isEmpty()) {
            return List.of();
        }
        Map<Long, Answer> answers = new HashMap<>();
        uids.forEach(uid -> answers.put(uid, new Answer()));
        for (String items : List.of("FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (FROM SUBJECT)]", "INTERNALDATE")) {
            for (FetchResponse fetched : fetch(protocol, "1:*", items)) {
                take(fetched, answers.computeIfAbsent(uid(fetched), _ -> new Answer()));
            }
        }
        return uids.stream()
                .map(uid -> line(uid, answers.getOrDefault(uid, new Answer())))
                .toList();
    }

    /** In octets, or {@link #GONE}. */
    static long size(IMAPProtocol protocol, long uid) throws ProtocolException {
        for (FetchResponse fetched : fetch(protocol, Long.toString(uid), "RFC822.SIZE")) {
            RFC822SIZE size = fetched.getItem(RFC822SIZE.class);
            if (uid(fetched) == uid && size != null) {
                return size.size;
            }
        }
        return GONE;
    }

    /** The whole message; it is marked as seen. */
    static byte[] octets(IMAPProtocol protocol, long uid) throws ProtocolException {
        for (FetchResponse fetched : fetch(protocol, Long.toString(uid), "BODY[]")) {
            BODY body = fetched.getItem(BODY.class);
            if (uid(fetched) == uid && body != null) {
                return octets(body);
            }
        }
        throw new ProtocolException("the operator does not give the message");
    }

    private static List<Long> uids(IMAPProtocol protocol) throws ProtocolException {
        List<Long> uids = new ArrayList<>();
        for (Response response : run(protocol, "UID SEARCH ALL")) {
            if (response instanceof IMAPResponse answer && answer.keyEquals("SEARCH")) {
                for (long uid = answer.readLong(); uid != -1; uid = answer.readLong()) {
                    uids.add(uid);
                }
            }
        }
        uids.sort(null);
        return uids;
    }

    private static List<FetchResponse> fetch(IMAPProtocol protocol, String uids, String items)
            throws ProtocolException {
        List<FetchResponse> answers = new ArrayList<>();
        for (Response response : run(protocol, "UID FETCH " + uids + " (UID " + items + ")")) {
            if (response instanceof FetchResponse fetched && fetched.getItem(UID.class) != null) {
                answers.add(fetched);
            }
        }
        return answers;
    }

    /** The library passes over an answer that it cannot read; over one that is cut it falls, and what follows cannot be told apart. */
    private static Response[] run(IMAPProtocol protocol, String command) throws ProtocolException {
        Response[] responses;
        try {
            responses = protocol.command(command, null);
        } catch (IndexOutOfBoundsException e) {
            protocol.disconnect();
            throw new ProtocolException("an answer of the operator is cut", e);
        }
        protocol.notifyResponseHandlers(responses);
        protocol.handleResult(responses[responses.length - 1]);
        return responses;
    }

    private static long uid(FetchResponse fetched) {
        UID uid = fetched.getItem(UID.class);
        return uid == null ? GONE : uid.uid;
    }

    /** Empty if the server says NIL. */
    private static byte[] octets(BODY body) {
        ByteArray octets = body.getByteArray();
        return octets == null ? new byte[0] : octets.getNewBytes();
    }

    private static void take(FetchResponse fetched, Answer answer) {
        for (int i = 0; i < fetched.getItemCount(); i++) {
            Item item = fetched.getItem(i);
            if (item instanceof Flags flags) {
                answer.seen = flags.contains(Flags.Flag.SEEN);
            } else if (item instanceof RFC822SIZE size) {
                answer.size = size.size;
            } else if (item instanceof BODY header) {
                answer.heading = MessageHeading.of(octets(header));
            } else if (item instanceof INTERNALDATE date) {
                answer.received = Optional.ofNullable(date.getDate()).map(when -> when.toInstant());
            }
        }
    }

    private static MessageSummary line(long uid, Answer answer) {
        return new MessageSummary(
                uid,
                answer.heading.from(),
                answer.heading.fromName(),
                answer.heading.shownSubject(),
                answer.received,
                answer.size,
                answer.seen);
    }
}
