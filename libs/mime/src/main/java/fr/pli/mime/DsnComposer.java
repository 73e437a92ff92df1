package fr.pli.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Composes a delivery status notification: multipart/report (RFC 6522) of a text for persons, the {@link DeliveryStatus} (RFC 3464), and
 * the message or its header.
 *
 * @param mail its header; its id is the boundary too, so it must occur in no message
 * @param text for persons
 */
public record DsnComposer(SystemMail mail, String text, DeliveryStatus status) {

    private static final String EIGHT_BIT = "Content-Transfer-Encoding: 8bit\r\n";

    /** Writes the octets of a message. */
    @FunctionalInterface
    public interface Octets {

        /** Writes all of them and does not close {@code out}. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes it with the whole message.
     *
     * @param utf8 whether that has UTF-8 in its header (RFC 6532)
     */
    public void writeWithMessage(OutputStream out, boolean utf8, Octets message) throws IOException {
        begin(out);
        write(out, part(utf8 ? "message/global" : "message/rfc822", EIGHT_BIT));
        message.writeTo(out);
        end(out);
    }

    /**
     * Writes it with the header of the message.
     *
     * @param start of the message: what follows the first empty line is left out
     */
    public void writeWithHeader(OutputStream out, boolean utf8, byte[] start) throws IOException {
        begin(out);
        write(out, part(utf8 ? "message/global-headers" : "text/rfc822-headers", EIGHT_BIT));
        out.write(start, 0, headerLength(start));
        end(out);
    }

    private void begin(OutputStream out) throws IOException {
        write(
                out,
                mail.header("Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\"" + mail.id()
                        + "\"\r\n" + EIGHT_BIT)); // of its parts (RFC 2045 section 6.4)
        write(out, part("text/plain; charset=utf-8", "Content-Transfer-Encoding: base64\r\n"));
        write(out, SystemMail.body(text) + "\r\n");
        write(out, part(status.type(), status.encoding()));
        write(out, status.text());
    }

    private void end(OutputStream out) throws IOException {
        write(out, "\r\n--" + mail.id() + "--\r\n");
    }

    private String part(String type, String more) {
        return "--" + mail.id() + "\r\nContent-Type: " + type + "\r\n" + more + "\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Length of what stands before the first empty line, with its last line end. */
    private static int headerLength(byte[] message) {
        for (int i = 0; i + 3 < message.length; i++) {
            if (message[i] == '\r' && message[i + 1] == '\n' && message[i + 2] == '\r' && message[i + 3] == '\n') {
                return i + 2;
            }
        }
        return message.length;
    }
}
