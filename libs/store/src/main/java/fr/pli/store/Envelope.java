package fr.pli.store;

import fr.pli.mss.MssAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who sends a message to whom, with the parameters of MAIL FROM that travel on.
 *
 * @param sender the reverse path; empty for {@code <>}
 * @param recipients in the order of the client; one named twice counts once
 * @param eightBit BODY=8BITMIME
 * @param smtpUtf8 SMTPUTF8
 * @param ret RET (RFC 3461)
 * @param envid ENVID (RFC 3461)
 */
public record Envelope(
        Optional<MssAddress> sender,
        List<Recipient> recipients,
        boolean eightBit,
        boolean smtpUtf8,
        Optional<String> ret,
        Optional<String> envid) {

    public Envelope {
        Map<MssAddress, Recipient> once = new LinkedHashMap<>();
        recipients.forEach(recipient -> once.putIfAbsent(recipient.address(), recipient));
        recipients = List.copyOf(once.values());
    }

    /** One without parameters. */
    public static Envelope of(MssAddress sender, List<Recipient> recipients) {
        return new Envelope(Optional.of(sender), recipients, false, false, Optional.empty(), Optional.empty());
    }

    /** The same for others. */
    Envelope to(List<Recipient> others) {
        return new Envelope(sender, others, eightBit, smtpUtf8, ret, envid);
    }

    /** The reverse path as the tables keep it. */
    String senderText() {
        return sender.map(MssAddress::toString).orElse("");
    }

    /** Those at our BAL. */
    List<Recipient.Local> locals() {
        return recipients.stream()
                .filter(Recipient.Local.class::isInstance)
                .map(Recipient.Local.class::cast)
                .toList();
    }

    /** Those who get a row in the queue: to be sent on to, or to be told the sender about. */
    List<Recipient> queued() {
        return recipients.stream()
                .filter(to -> !(to instanceof Recipient.Local local) || local.isNoticeWanted())
                .toList();
    }
}
