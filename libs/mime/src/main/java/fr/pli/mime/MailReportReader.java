package fr.pli.mime;

import java.util.List;
import java.util.Locale;

/**
 * Finds the report in a message: multipart/report (RFC 6522) whose second part is a delivery status (RFC 3464, RFC 6533) or a disposition
 * notification (RFC 8098). Takes time that grows with the message and no faster, and keeps no more than {@link #MOST_RECIPIENTS}.
 */
public final class MailReportReader {

    /** Octets of the part that machines read. */
    public static final int MOST_OCTETS = 256 * 1024;
    /** Recipients of one DSN. */
    public static final int MOST_RECIPIENTS = 1000;

    private static final MailReport NONE = new MailReport.None();

    private MailReportReader() {}

    /**
     * Reads a message.
     *
     * @param message as it came; not copied. Its caller bounds its size
     */
    public static MailReport read(byte[] message) {
        PartReader reader = new PartReader(message);
        MediaType type = reader.root().mediaType();
        List<Part> parts = reader.root().parts();
        if (!type.is("multipart", "report") || parts.size() < 2) {
            return NONE;
        }
        Part part = parts.get(1);
        String subtype = part.mediaType().subtype().toLowerCase(Locale.ROOT);
        boolean dsn = subtype.equals("delivery-status") || subtype.equals("global-delivery-status");
        boolean mdn = subtype.equals("disposition-notification") || subtype.equals("global-disposition-notification");
        if (!part.mediaType().type().equalsIgnoreCase("message") || !dsn && !mdn) {
            return NONE;
        }
        if (part.bodyLength() > MOST_OCTETS) {
            return new MailReport.Malformed("more than " + MOST_OCTETS + " octets");
        }
        byte[] octets = reader.octets(part);
        return dsn ? DsnReader.read(octets) : MdnReader.read(octets);
    }
}
