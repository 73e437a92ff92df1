package fr.pli.exchange;

import fr.pli.mime.DeliveryStatus;
import fr.pli.mime.DsnAction;
import fr.pli.mime.DsnRecipient;
import fr.pli.mime.SystemMail;
import fr.pli.store.QueueReply;
import fr.pli.store.QueuedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a DSN says to machines about a recipient in the queue (RFC 3464 section 2). */
final class DsnFields {

    private DsnFields() {}

    /**
     * @param host who reports
     * @param remote the server that was asked
     * @param giveUp after which no more attempts are made
     */
    static DeliveryStatus of(
            String host,
            DsnAction action,
            QueuedMail mail,
            QueuedMail.To to,
            QueueReply reply,
            Optional<String> remote,
            Duration giveUp,
            Instant now) {
        DsnRecipient recipient = new DsnRecipient(
                to.orcpt().orElse(""),
                to.address().toString(),
                action,
                reply.enhanced(),
                remote.orElse(""),
                diagnostic(reply),
                SystemMail.date(now),
                action == DsnAction.DELAYED ? SystemMail.date(to.queuedAt().plus(giveUp)) : "");
        return new DeliveryStatus(host, mail.envid().orElse(""), SystemMail.date(to.queuedAt()), List.of(recipient));
    }

    /** The server's own words as SMTP; what we found ourselves is no code of SMTP (RFC 3464 section 2.3.6). */
    private static String diagnostic(QueueReply reply) {
        return reply.said().isEmpty() ? "x-pli; " + reply.text() : "smtp; " + reply.said();
    }
}
