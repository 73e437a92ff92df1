package fr.pli.mss;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * The file that care software configures a mailbox from, {@code https://autoconfig.DOMAIN/mail/config-v1.1.xml}: Mozilla's client configuration,
 * version 1.1 (ECO.1.1.9; spec: api-lps.md section 2). Of what it may say, the servers of IMAP and SMTP inside TLS count here.
 *
 * @param domains whose mailboxes it is for
 * @param name of the provider, for people
 * @param servers the preferred one first
 */
public record ClientConfig(List<String> domains, String name, List<Server> servers) {

    /** Where the file is below the host {@code autoconfig.DOMAIN}. */
    public static final String PATH = "/mail/config-v1.1.xml";

    private static final String KIND = "client configuration";
    private static final int MOST_OCTETS = 64 * 1024;
    private static final int MOST_SERVERS = 20;

    /** What a server is for. */
    public enum Protocol {
        IMAP,
        SMTP
    }

    /** How TLS begins; what is without is left out. */
    public enum Security {
        /** In clear until STARTTLS. */
        STARTTLS,
        /** With the connection. */
        SSL
    }

    /**
     * One server.
     *
     * @param host as the file has it; {@code %EMAILDOMAIN%} in it stands for the domain
     */
    public record Server(Protocol protocol, String host, int port, Security security) {}

    public ClientConfig {
        domains = List.copyOf(domains);
        servers = List.copyOf(servers);
    }

    /** Whether it is for the mailboxes of a domain. */
    public boolean isFor(String domain) {
        return domains.stream().anyMatch(domain::equalsIgnoreCase);
    }

    /**
     * Reads a file of 64 KiB at most, without DTD and entities.
     *
     * @throws MssSyntaxException if it is no such file
     * @throws IOException if {@code in} fails
     */
    public static ClientConfig read(InputStream in) throws IOException {
        List<String> domains = new ArrayList<>();
        List<Server> servers = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        XmlCursor.read(KIND, in, MOST_OCTETS, false, (cursor, root) -> {
            if (!root.equals("clientConfig")) {
                throw new MssSyntaxException(KIND, root, "expected clientConfig");
            }
            cursor.children(provider -> {
                if (provider.equals("emailProvider")) {
                    cursor.children(child -> {
                        switch (child) {
                            case "domain" -> domains.add(cursor.text());
                            case "displayName" -> name.append(cursor.text());
                            case "incomingServer", "outgoingServer" ->
                                server(cursor).ifPresent(servers::add);
                            default -> {} // what a mail program shows or asks its user
                        }
                    });
                }
            });
        });
        return new ClientConfig(domains, name.toString(), servers.subList(0, Math.min(servers.size(), MOST_SERVERS)));
    }

    /** Empty for a protocol that is not ours, a port that is none, or a connection without TLS. */
    private static Optional<Server> server(XmlCursor cursor) throws XMLStreamException, IOException {
        String type = cursor.attribute("type");
        String[] said = {"", "", ""};
        cursor.children(child -> {
            switch (child) {
                case "hostname" -> said[0] = cursor.text();
                case "port" -> said[1] = cursor.text();
                case "socketType" -> said[2] = cursor.text();
                default -> {} // how to log in is known (ECO.1.2.1)
            }
        });
        Optional<Protocol> protocol = named(Protocol.values(), type);
        Optional<Security> security = named(Security.values(), said[2]);
        boolean whole = protocol.isPresent() && security.isPresent() && said[1].matches("[0-9]{1,5}");
        return whole
                ? Optional.of(new Server(protocol.get(), said[0], Integer.parseInt(said[1]), security.get()))
                : Optional.empty();
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        for (E value : values) {
            if (value.name().equalsIgnoreCase(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** The file, for mailboxes that are opened with a token of Pro Santé Connect (OAuth2): no entry asks for a password. */
    public String xml() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <clientConfig version="1.1">
                  <emailProvider id="%s">
                %s    <displayName>%s</displayName>
                    <displayShortName>%s</displayShortName>
                %s  </emailProvider>
                </clientConfig>
                """.formatted(
                        escaped(domains.isEmpty() ? "" : domains.getFirst()),
                        domains.stream()
                                .map(domain -> "    <domain>" + escaped(domain) + "</domain>\n")
                                .collect(Collectors.joining()),
                        escaped(name),
                        escaped(name),
                        servers.stream().map(ClientConfig::xml).collect(Collectors.joining()));
    }

    private static String xml(Server server) {
        String element = server.protocol() == Protocol.IMAP ? "incomingServer" : "outgoingServer";
        return """
                    <%1$s type="%2$s">
                      <hostname>%3$s</hostname>
                      <port>%4$d</port>
                      <socketType>%5$s</socketType>
                      <username>%%EMAILADDRESS%%</username>
                      <authentication>OAuth2</authentication>
                    </%1$s>
                """.formatted(
                        element,
                        server.protocol().name().toLowerCase(Locale.ROOT),
                        escaped(server.host()),
                        server.port(),
                        server.security());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
