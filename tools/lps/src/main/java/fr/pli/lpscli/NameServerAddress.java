package fr.pli.lpscli;

import fr.pli.mss.MssSyntaxException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where a name server is: {@code HOST[:PORT]}. */
final class NameServerAddress {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

    private NameServerAddress() {}

    static InetSocketAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int port = matcher.group(2) == null ? 53 : Integer.parseInt(matcher.group(2));
            if (port > 0 && port <= 65_535) {
                return new InetSocketAddress(matcher.group(1), port);
            }
        }
        throw new MssSyntaxException("name server", text, "expected HOST[:PORT]");
    }
}
