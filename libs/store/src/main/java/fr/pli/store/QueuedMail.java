package fr.pli.store;

import fr.pli.mss.MssAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message that was claimed from the queue, with those of its recipients in one domain that are due.
 *
 * @param id its MAIL_ID
 * @param sender the reverse path; empty for {@code <>}
 * @param size octets
 * @param messageId as its header has it
 */
public record QueuedMail(
        long id,
        Optional<MssAddress> sender,
        int size,
        Optional<String> messageId,
        boolean eightBit,
        boolean smtpUtf8,
        Optional<String> ret,
        Optional<String> envid,
        List<To> recipients) {

    /** The same with more recipients. */
    QueuedMail with(List<To> more) {
        List<To> all = Stream.concat(recipients.stream(), more.stream()).toList();
        return new QueuedMail(id, sender, size, messageId, eightBit, smtpUtf8, ret, envid, all);
    }

    /**
     * One recipient.
     *
     * @param row of the queue
     * @param delivered it lies in a BAL of ours: only the notice is owed
     * @param givenUp by an administrator: to be returned
     * @param delayTold whether the sender knows that it takes long
     * @param attempts to send it, with the one that begins now
     * @param claim which claim of the row this is: whoever has lost it finds another one there
     * @param last what the last attempt brought
     */
    public record To(
            long row,
            MssAddress address,
            Optional<String> notifyOn,
            Optional<String> orcpt,
            boolean delivered,
            boolean givenUp,
            boolean delayTold,
            int attempts,
            int claim,
            Instant queuedAt,
            Optional<QueueReply> last) {

        /** Whether the sender wants to be told of this, {@code SUCCESS}, {@code FAILURE} or {@code DELAY}; if he did not say: of what went wrong. */
        public boolean isToBeTold(String what) {
            return notifyOn.map(when -> when.contains(what)).orElse(!what.equals("SUCCESS"));
        }
    }
}
