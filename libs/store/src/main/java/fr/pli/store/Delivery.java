package fr.pli.store;

import fr.pli.imap.Content;
import fr.pli.mss.MssHeaders;
import java.util.Optional;

/**
 * A message that has come in whole, to be taken for all its recipients.
 *
 * @param content its octets; closed by whoever opened it
 * @param emitted the X-MSS headers, for the indicators; empty where no BAL of ours sent it, or the system made it
 * @param audit the line to write with it
 */
public record Delivery(Envelope envelope, Content content, Optional<MssHeaders> emitted, AuditEntry audit) {}
