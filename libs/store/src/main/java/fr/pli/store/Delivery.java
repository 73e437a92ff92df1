package fr.pli.store;

import fr.pli.mime.Content;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaderReader;
import fr.pli.registry.AuditEntry;
import java.util.List;
import java.util.Optional;

/**
 * A message that has come in whole, to be taken for all its recipients.
 *
 * @param content its octets; closed by whoever opened it
 * @param emitted the X-MSS headers and what is wrong with them, for the indicators; empty where no BAL of ours sent it, or the system made it
 * @param audit the line to write with it
 * @param authors in whose names a BAL of ours sent it: their message may come home; none of a message from elsewhere
 * @param origin of a message from another operator, to know it when it comes again; empty for all others
 */
public record Delivery(
        Envelope envelope,
        Content content,
        Optional<MssHeaderReader.Reading> emitted,
        AuditEntry audit,
        List<MssAddress> authors,
        Optional<Origin> origin) {

    public Delivery {
        authors = List.copyOf(authors);
    }

    /** One that the system made, or that is not to come home. */
    public Delivery(Envelope envelope, Content content, Optional<MssHeaderReader.Reading> emitted, AuditEntry audit) {
        this(envelope, content, emitted, audit, List.of(), Optional.empty());
    }

    /** The same for fewer recipients. */
    Delivery to(List<Recipient> recipients) {
        return new Delivery(envelope.to(recipients), content, emitted, audit, authors, origin);
    }
}
