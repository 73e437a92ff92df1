package fr.pli.mime;

import java.util.List;

/** What a message is as a report that machines read (RFC 6522): a DSN, an MDN, neither, or one that cannot be understood. */
public sealed interface MailReport {

    /**
     * A delivery status notification (RFC 3464).
     *
     * @param passedOver groups of recipients that were not understood
     */
    record Dsn(DeliveryStatus status, int passedOver) implements MailReport {}

    /**
     * A message disposition notification (RFC 8098). Values as the fields have them, empty where there is none.
     *
     * @param reportingUa what made it
     * @param original {@code Original-Recipient}, with its type
     * @param recipient {@code Final-Recipient}, without its type: it may be forged, as all of a message
     * @param messageId of the message that it is about
     * @param automatic whether no person asked for the disposition
     * @param disposition in lower case: {@code displayed}, {@code deleted}, {@code dispatched}, {@code processed}
     * @param modifiers in lower case: {@code error}
     */
    record Mdn(
            String reportingUa,
            String original,
            String recipient,
            String messageId,
            boolean automatic,
            String disposition,
            List<String> modifiers)
            implements MailReport {

        public Mdn {
            modifiers = List.copyOf(modifiers);
        }
    }

    /** No report, or one of another type. */
    record None() implements MailReport {}

    /** It says that it is a DSN or an MDN and lacks what one must have, or is larger than any. {@code why} is for the log. */
    record Malformed(String why) implements MailReport {}
}
