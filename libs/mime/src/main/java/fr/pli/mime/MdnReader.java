package fr.pli.mime;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a disposition notification (RFC 8098 section 3). */
final class MdnReader {

    private static final Set<String> DISPOSITIONS = Set.of("displayed", "deleted", "dispatched", "processed");
    private static final int MOST_MODIFIERS = 10;

    private MdnReader() {}

    static MailReport read(byte[] octets) {
        List<ReportFields> groups = ReportFields.groups(octets, 1);
        if (groups.isEmpty()) {
            return new MailReport.Malformed("no field");
        }
        ReportFields fields = groups.getFirst();
        String recipient = fields.typed("Final-Recipient");
        if (recipient.isEmpty()) {
            return new MailReport.Malformed("no Final-Recipient");
        }
        // disposition-mode ";" disposition-type [ "/" modifier *( "," modifier ) ]
        String text = fields.get("Disposition").toLowerCase(Locale.ROOT);
        String mode = text.split("/", 2)[0].strip();
        String[] type = text.substring(text.indexOf(';') + 1).split("/", 2);
        String disposition = type[0].strip();
        boolean automatic = mode.equals("automatic-action");
        if (!text.contains(";") || !automatic && !mode.equals("manual-action") || !DISPOSITIONS.contains(disposition)) {
            return new MailReport.Malformed("no Disposition that is understood");
        }
        List<String> modifiers = type.length == 1
                ? List.of()
                : Stream.of(type[1].split(",", MOST_MODIFIERS + 1))
                        .limit(MOST_MODIFIERS)
                        .map(String::strip)
                        .filter(modifier -> !modifier.isEmpty())
                        .toList();
        return new MailReport.Mdn(
                fields.get("Reporting-UA"),
                fields.get("Original-Recipient"),
                recipient,
                fields.get("Original-Message-ID"),
                automatic,
                disposition,
                modifiers);
    }
}
