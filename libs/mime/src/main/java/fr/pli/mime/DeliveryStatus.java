package fr.pli.mime;

import java.util.List;

/**
 * The part of a DSN that machines read (RFC 3464 section 2), {@code message/global-delivery-status} where something in it needs UTF-8
 * (RFC 6533 section 4). Values as the fields have them, empty where there is none.
 *
 * @param reportingMta name of the server that reports
 * @param envelopeId ENVID of the message
 * @param arrivalDate when the message came to that server, as headers write dates
 */
public record DeliveryStatus(
        String reportingMta, String envelopeId, String arrivalDate, List<DsnRecipient> recipients) {

    /** Of one value: below the longest line (RFC 5322 section 2.1.1). */
    private static final int LONGEST_VALUE = 600;

    public DeliveryStatus {
        recipients = List.copyOf(recipients);
    }

    /**
     * Its fields, CRLF at the end of each line, an empty line after each group. A control character in a value is written as {@code ?}, so
     * that no value makes a field of its own; a value is cut after 600 characters.
     */
    public String text() {
        StringBuilder out = new StringBuilder();
        field(out, "Reporting-MTA", "dns; ", reportingMta);
        field(out, "Original-Envelope-Id", "", envelopeId);
        field(out, "Arrival-Date", "", arrivalDate);
        out.append("\r\n");
        for (DsnRecipient to : recipients) {
            field(out, "Original-Recipient", "", to.original());
            // RFC 6533 section 3: utf-8 is the type of an address that rfc822 cannot hold
            field(out, "Final-Recipient", isAscii(to.address()) ? "rfc822; " : "utf-8; ", to.address());
            field(out, "Action", "", to.action().value());
            field(out, "Status", "", to.status());
            field(out, "Remote-MTA", "dns; ", to.remoteMta());
            field(out, "Diagnostic-Code", "", to.diagnostic().replaceAll("[^ -~]", "?"));
            field(out, "Last-Attempt-Date", "", to.lastAttempt());
            field(out, "Will-Retry-Until", "", to.retryUntil());
            out.append("\r\n");
        }
        return out.toString();
    }

    /** Its media type. */
    public String type() {
        return isAscii(text()) ? "message/delivery-status" : "message/global-delivery-status";
    }

    /** The field that says how it is encoded, with its line end; empty where it is plain ASCII. RFC 6533 section 4 prefers 8bit. */
    public String encoding() {
        return isAscii(text()) ? "" : "Content-Transfer-Encoding: 8bit\r\n";
    }

    private static void field(StringBuilder out, String name, String type, String value) {
        if (!value.isEmpty()) {
            String line = value.replaceAll("\\p{Cntrl}", "?");
            out.append(name).append(": ").append(type);
            out.append(line, 0, Math.min(line.length(), LONGEST_VALUE)).append("\r\n");
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
