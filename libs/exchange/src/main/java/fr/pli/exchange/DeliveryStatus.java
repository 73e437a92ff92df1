package fr.pli.exchange;

import fr.pli.mime.SystemMail;
import fr.pli.mss.MssAddress;
import fr.pli.store.QueueReply;
import fr.pli.store.QueuedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machine's part of a DSN about one recipient (RFC 3464 section 2), which is {@code message/global-delivery-status} where something in
 * it needs UTF-8 (RFC 6533 section 4).
 *
 * @param text its fields, CRLF at the end of each line
 */
record DeliveryStatus(String text) {

    /**
     * @param host who reports
     * @param remote the server that was asked
     * @param giveUp after which no more attempts are made
     */
    static DeliveryStatus of(
            String host,
            Notice kind,
            QueuedMail mail,
            QueuedMail.To to,
            QueueReply reply,
            Optional<String> remote,
            Duration giveUp,
            Instant now) {
        List<String> lines = new ArrayList<>(List.of("Reporting-MTA: dns; " + host));
        mail.envid().ifPresent(id -> lines.add("Original-Envelope-Id: " + id));
        lines.add("Arrival-Date: " + SystemMail.date(to.queuedAt()));
        lines.add("");
        to.orcpt().ifPresent(address -> lines.add("Original-Recipient: " + address));
        lines.add("Final-Recipient: " + typed(to.address()));
        lines.add("Action: " + kind.action());
        lines.add("Status: " + reply.enhanced());
        remote.ifPresent(name -> lines.add("Remote-MTA: dns; " + name));
        lines.add("Diagnostic-Code: " + diagnostic(reply));
        lines.add("Last-Attempt-Date: " + SystemMail.date(now));
        if (kind == Notice.DELAYED) {
            lines.add("Will-Retry-Until: " + SystemMail.date(to.queuedAt().plus(giveUp)));
        }
        return new DeliveryStatus(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** Its media type. */
    String type() {
        return isAscii(text) ? "message/delivery-status" : "message/global-delivery-status";
    }

    /** The field that says how it is encoded, with its line end; empty where it is plain ASCII. RFC 6533 section 4 prefers 8bit. */
    String encoding() {
        return isAscii(text) ? "" : "Content-Transfer-Encoding: 8bit\r\n";
    }

    /** RFC 6533 section 3: {@code utf-8} is the type of an address that {@code rfc822} cannot hold. */
    private static String typed(MssAddress address) {
        return (isAscii(address.toString()) ? "rfc822; " : "utf-8; ") + address;
    }

    /** The server's own words as SMTP; what we found ourselves is no code of SMTP (RFC 3464 section 2.3.6). */
    private static String diagnostic(QueueReply reply) {
        return reply.said().isEmpty() ? "x-pli; " + ascii(reply.text()) : "smtp; " + ascii(reply.said());
    }

    private static String ascii(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
