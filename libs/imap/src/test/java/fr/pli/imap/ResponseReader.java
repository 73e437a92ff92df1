package fr.pli.imap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a server says as strictly as RFC 9051 section 9 writes it: lines of printable characters and UTF-8, literals between them,
 * quotes and parentheses that end. One character is one octet.
 */
final class ResponseReader {

    private static final Pattern LITERAL = Pattern.compile("~?\\{(\\d{1,9})}$");
    private static final Pattern TEXT =
            Pattern.compile("(?:\\*|[^ \"(){%*\\\\+]+) (?:OK|NO|BAD|BYE|PREAUTH)(?: \\[([^]]*)])? [^\\[].*|\\+ .*");

    private final InputStream in;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next response, octets of literals left out; empty once the server has closed.
     *
     * @throws AssertionError if it is malformed
     */
    String next() throws IOException {
        StringBuilder response = new StringBuilder();
        while (true) {
            response.append(line());
            Matcher literal = LITERAL.matcher(response);
            if (TEXT.matcher(response).matches() || !literal.find()) {
                check(response.toString());
                return response.toString();
            }
            in.skipNBytes(Long.parseLong(literal.group(1)));
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\r'; octet = in.read()) {
            if (octet < 0) {
                if (line.isEmpty()) {
                    return "";
                }
                throw new EOFException("in the midst of: " + line);
            }
            if (octet < ' ' || octet == 0x7F) {
                throw new AssertionError("octet " + octet + " behind: " + line);
            }
            line.append((char) octet);
        }
        if (in.read() != '\n') {
            throw new AssertionError("a CR alone behind: " + line);
        }
        return line.toString();
    }

    private static void check(String response) {
        if (response.isEmpty() || TEXT.matcher(response).matches()) {
            return;
        }
        if (!response.startsWith("* ")) {
            throw new AssertionError("neither untagged nor tagged nor a continuation: " + response);
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < response.length(); i++) {
            char c = response.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            if (depth < 0) {
                throw new AssertionError("a list ends that never began: " + response);
            }
        }
        if (depth > 0 || quoted) {
            throw new AssertionError("a list or a quote does not end: " + response);
        }
    }
}
