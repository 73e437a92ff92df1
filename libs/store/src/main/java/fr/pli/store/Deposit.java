package fr.pli.store;

import fr.pli.mime.Content;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaderReader;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.AuditEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * One message on its way into mailboxes of ours and into the queue.
 *
 * @param bals whose mailbox it goes into, each once
 * @param envelope for the queue and the indicators; empty where a client puts a message into a mailbox of his own
 * @param emitted for the indicators
 * @param audit the line to write with it
 * @param authors in whose names a BAL of ours sent it
 * @param origin of a message from another operator
 */
record Deposit(
        Content content,
        List<Long> bals,
        Optional<Envelope> envelope,
        Optional<MssHeaderReader.Reading> emitted,
        Optional<AuditEntry> audit,
        List<MssAddress> authors,
        Optional<Origin> origin) {

    /** What a recipient costs, in octets of a body that cost the same. */
    private static final long RECIPIENT = 8 * 1024;

    /** A message that came by SMTP. */
    static Deposit of(Delivery delivery) {
        List<Long> bals = delivery.envelope().locals().stream()
                .map(Recipient.Local::bal)
                .distinct()
                .toList();
        return new Deposit(
                delivery.content(),
                bals,
                Optional.of(delivery.envelope()),
                delivery.emitted(),
                Optional.of(delivery.audit()),
                delivery.authors(),
                delivery.origin());
    }

    /** A message that a client puts into a mailbox of this BAL. */
    static Deposit append(long bal, Content content) {
        return new Deposit(
                content,
                List.of(bal),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** What is remembered of it, to know it again. */
    List<byte[]> keys() {
        return origin.map(from -> envelope.map(Envelope::recipients).orElse(List.of()).stream()
                        .map(to -> from.key(to.address()))
                        .toList())
                .orElse(List.of());
    }

    /** Whether its body travels inside the statement, which it may share with others; a larger one goes before, piece by piece. */
    boolean isOnePiece() {
        return content.spool().size() <= Body.PIECE;
    }

    /** All octets of its body, which is one piece. */
    byte[] body() {
        try (InputStream octets = content.spool().open()) {
            return octets.readAllBytes();
        } catch (IOException e) {
            throw new StoreUnavailableException("a message that came in cannot be read again", e);
        }
    }

    /** What it costs to take it, roughly, in octets. */
    long weight() {
        return content.spool().size()
                + RECIPIENT * envelope.map(to -> to.recipients().size()).orElse(1);
    }

    /** A mailbox that the message goes into; {@code uid} means nothing where it was refused. */
    record Place(long bal, long mailbox, long uidValidity, int uid, boolean full) {

        Box box() {
            return new Box(bal, mailbox);
        }
    }

    /** It was done: the number of the mail, and where it is. */
    record Deposited(long mail, List<Place> places) {}

    /** It was not done. A BAL that is not among the places has no such mailbox, or is deleted. */
    static final class Refused extends Exception {

        private final List<Place> places;

        Refused(List<Place> places) {
            super("refused", null, false, false);
            this.places = places;
        }

        List<Place> places() {
            return places;
        }
    }
}
