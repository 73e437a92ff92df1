package fr.pli.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The fields that the engine may add to one message, each with its name and line end.
 * <pre>
 * Received: [from {greeting} ([{address}])]                 ; only where the listener shows its clients
 *     by {host} with {protocol} ({TLS protocol and suite})   ; RFC 5321 section 4.4, RFC 3848, RFC 6531 section 4.3
 *     id {session}.{n}; {date}
 * </pre>
 */
record TraceFields(String received, String date, String messageId) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern DOMAIN_OR_LITERAL = Pattern.compile("[A-Za-z0-9.-]+|\\[[A-Za-z0-9.:]+]");

    /**
     * @param protocol the word after "with"
     * @param id of the message on this node: names it in the log and in Received
     */
    static TraceFields of(SmtpSettings settings, SmtpClient client, String protocol, String id, Instant now) {
        String date = DATE.format(now);
        String from = settings.showClientAddress() ? from(client) + "\r\n\t" : "";
        return new TraceFields(
                "Received: %sby %s with %s (%s)\r\n\tid %s; %s\r\n"
                        .formatted(from, settings.host(), protocol, client.tls(), id, date),
                "Date: " + date + "\r\n",
                "Message-ID: <%s.%d@%s>\r\n".formatted(id, now.toEpochMilli(), settings.host()));
    }

    private static String from(SmtpClient client) {
        String greeting = client.greeting();
        String name = DOMAIN_OR_LITERAL.matcher(greeting).matches() ? greeting : "unknown";
        InetAddress address = client.address().getAddress();
        String literal = (address instanceof Inet6Address ? "IPv6:" : "") + address.getHostAddress();
        return "from " + name + " ([" + literal + "])";
    }
}
