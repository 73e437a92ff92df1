package fr.pli.lps;

import fr.pli.mss.MssSyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where one service of an operator answers: {@code imaps://imap.exemple.mssante.fr:993}. */
public record Endpoint(MailService service, String host, int port) {

    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern URL = Pattern.compile("(imaps?|submissions?)://([^:/]+)(?::(\\d{1,5}))?/?");
    private static final String EXPECTED = "expected imaps://HOST[:PORT], imap://…, submissions://… or submission://…";

    /** @throws MssSyntaxException if the host is no host name, or the port none from 1 to 65535 */
    public Endpoint {
        if (!isPossible(host, port)) {
            throw new MssSyntaxException("server", host + ":" + port, "expected a host name and a port");
        }
    }

    /**
     * Reads a URL; without a port it is that of the service.
     *
     * @throws MssSyntaxException if it is none
     */
    public static Endpoint parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new MssSyntaxException("server", url, EXPECTED);
        }
        MailService service = MailService.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        String port = matcher.group(3);
        return new Endpoint(service, matcher.group(2), port == null ? service.port() : Integer.parseInt(port));
    }

    static boolean isPossible(String host, int port) {
        return HOST.matcher(host).matches() && port > 0 && port <= 65_535;
    }

    /** The URL. */
    @Override
    public String toString() {
        return service.name().toLowerCase(Locale.ROOT) + "://" + host + ":" + port;
    }
}
