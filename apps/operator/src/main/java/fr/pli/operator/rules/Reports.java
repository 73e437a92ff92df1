package fr.pli.operator.rules;

import fr.pli.mime.MediaType;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.Part;
import java.util.List;
import java.util.Set;

/** Tells reports from other messages: DSN (RFC 3464) and MDN (RFC 8098), in UTF-8 too (RFC 6533). */
final class Reports {

    private static final Set<String> STATUS = Set.of(
            "message/delivery-status",
            "message/disposition-notification",
            "message/global-delivery-status",
            "message/global-disposition-notification");
    private static final Set<String> ORIGINAL = Set.of(
            "text/rfc822-headers",
            "message/rfc822",
            "message/global-headers",
            "message/global",
            "application/octet-stream");

    private Reports() {}

    /** Whether it is a multipart/report of a text, a status and at most the message that it is about (RFC 6522 section 3). */
    static boolean isOne(MessageIndex index) {
        List<Part> parts = index.root().parts();
        return index.root().mediaType().is("multipart", "report")
                && (parts.size() == 2 || parts.size() == 3)
                && STATUS.contains(parts.get(1).mediaType().toString())
                && parts.stream()
                        .skip(2)
                        .map(Part::mediaType)
                        .map(MediaType::toString)
                        .allMatch(ORIGINAL::contains);
    }
}
