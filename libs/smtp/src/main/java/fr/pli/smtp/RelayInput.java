package fr.pli.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the answers of another server, within bounds.
 * <pre>reply-line = *( code "-" [ textstring ] CRLF ) code [ SP textstring ] CRLF   ; RFC 5321 section 4.2</pre>
 */
final class RelayInput {

    /** What is kept of a line and how many lines are; what comes beyond is read and dropped. */
    private static final int LONGEST_LINE = 2048;

    private static final int MOST_LINES = 200;
    /** Octets of one answer, after which its end is no longer waited for. */
    private static final int MOST_OCTETS = 256 * 1024;

    private static final Pattern CODE = Pattern.compile("[2-5]\\d\\d(?:[ -].*)?", Pattern.DOTALL);

    private final InputStream in;
    private int octets;

    RelayInput(InputStream in) {
        this.in = new BufferedInputStream(in, LONGEST_LINE);
    }

    /** The next answer, a line each, code and separator taken off. @throws RelayException if it is none, or the connection ends */
    Lines next() throws IOException {
        List<String> lines = new ArrayList<>();
        octets = 0;
        while (true) {
            String line = line();
            if (!CODE.matcher(line).matches()) {
                throw new RelayException(RelayException.Reason.NO_SMTP, "an answer that is none");
            }
            if (lines.size() < MOST_LINES) {
                lines.add(line.length() > 4 ? line.substring(4) : "");
            }
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return new Lines(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
    }

    /** What came in clear and was not read yet must not be taken for what comes under TLS (RFC 3207 section 6). */
    boolean isEmpty() throws IOException {
        return in.available() == 0;
    }

    /** The beginning of the next line; the rest of it is read too. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new RelayException(RelayException.Reason.BROKEN, "the other side closed");
            }
            if (++octets > MOST_OCTETS) {
                throw new RelayException(RelayException.Reason.NO_SMTP, "an answer without end");
            }
            if (line.size() < LONGEST_LINE) {
                line.write(octet);
            }
        }
        octets++;
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** An answer of some lines. */
    record Lines(int code, List<String> texts) {

        RelayReply reply() {
            return RelayReply.of(code, texts);
        }
    }
}
