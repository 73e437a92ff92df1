package fr.pli.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a delivery status (RFC 3464 section 2). A group that is not understood does not stop the others. */
final class DsnReader {

    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    private DsnReader() {}

    static MailReport read(byte[] octets) {
        List<ReportFields> groups = ReportFields.groups(octets, 1 + MailReportReader.MOST_RECIPIENTS);
        if (groups.isEmpty() || groups.getFirst().get("Reporting-MTA").isEmpty()) {
            return new MailReport.Malformed("no Reporting-MTA");
        }
        if (groups.size() > 1 + MailReportReader.MOST_RECIPIENTS) {
            return new MailReport.Malformed("more than " + MailReportReader.MOST_RECIPIENTS + " recipients");
        }
        List<DsnRecipient> recipients = new ArrayList<>();
        for (ReportFields group : groups.subList(1, groups.size())) {
            recipient(group).ifPresent(recipients::add);
        }
        if (recipients.isEmpty()) {
            return new MailReport.Malformed("no recipient that is understood");
        }
        ReportFields message = groups.getFirst();
        DeliveryStatus status = new DeliveryStatus(
                message.typed("Reporting-MTA"),
                message.get("Original-Envelope-Id"),
                message.get("Arrival-Date"),
                recipients);
        return new MailReport.Dsn(status, groups.size() - 1 - recipients.size());
    }

    private static Optional<DsnRecipient> recipient(ReportFields group) {
        String address = group.typed("Final-Recipient");
        String status = group.word("Status");
        if (address.isEmpty() || !STATUS.matcher(status).matches()) {
            return Optional.empty();
        }
        return DsnAction.of(group.word("Action"))
                .map(action -> new DsnRecipient(
                        group.get("Original-Recipient"),
                        address,
                        action,
                        status,
                        group.typed("Remote-MTA"),
                        group.get("Diagnostic-Code"),
                        group.get("Last-Attempt-Date"),
                        group.get("Will-Retry-Until")));
    }
}
