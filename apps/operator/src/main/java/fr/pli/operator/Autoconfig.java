package fr.pli.operator;

import fr.pli.mss.ClientConfig;
import fr.pli.mss.Span;
import fr.pli.tls.Lookups;
import fr.pli.tls.Lookups.Found;
import fr.pli.wire.Connection;
import fr.pli.wire.Deadline;
import fr.pli.wire.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells care software where the servers of a domain are: {@code https://autoconfig.DOMAIN/mail/config-v1.1.xml} for each domain of the registry
 * (ECO.1.1.9). One request and one answer on a connection (RFC 9112), of GET or HEAD, without cookies and without a body to read.
 */
final class Autoconfig implements Protocol {

    private static final Logger log = LoggerFactory.getLogger(Autoconfig.class);

    private static final String HOST = "autoconfig.";
    private static final int LONGEST_LINE = 4 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final String name;
    private final String host;
    private final Supplier<Map<String, Integer>> ports;
    private final Supplier<List<String>> domains;
    private final InstantSource clock;
    private final Lookups<String, Set<String>> known;

    /**
     * @param name of the operator, for people
     * @param host where its servers are
     * @param ports of the open doors, by their names
     * @param domains of the registry
     */
    Autoconfig(
            String name,
            String host,
            Supplier<Map<String, Integer>> ports,
            Supplier<List<String>> domains,
            InstantSource clock) {
        this.name = name;
        this.host = host;
        this.ports = ports;
        this.domains = domains;
        this.clock = clock;
        this.known = new Lookups<>("autoconfig-domains", 1, clock);
    }

    @Override
    public void converse(Connection connection) throws IOException {
        connection.patience(PATIENCE);
        try (Deadline _ = Deadline.of(connection::close, PATIENCE)) {
            String[] request = text(connection.readLine(LONGEST_LINE)).split(" ", -1);
            List<String> hosts = hosts(connection);
            if (request.length != 3 || !request[2].startsWith("HTTP/1.") || hosts.size() != 1) {
                answer(connection, "400 Bad Request", "", true);
            } else if (!request[0].equals("GET") && !request[0].equals("HEAD")) {
                answer(connection, "405 Method Not Allowed", "", true);
            } else {
                serve(connection, request[1], hosts.getFirst(), request[0].equals("GET"));
            }
        }
    }

    private void serve(Connection connection, String target, String asked, boolean withBody) throws IOException {
        String bare = asked.replaceFirst(":[0-9]{0,5}$", "").toLowerCase(Locale.ROOT);
        String path = target.split("\\?", 2)[0];
        if (!path.equals(ClientConfig.PATH) || !bare.startsWith(HOST)) {
            answer(connection, "404 Not Found", "", withBody);
            return;
        }
        String domain = bare.substring(HOST.length());
        Optional<Set<String>> registered = registered();
        if (registered.isEmpty()) {
            answer(connection, "503 Service Unavailable", "", withBody);
        } else if (registered.get().contains(domain)) {
            answer(connection, "200 OK", config(domain).xml(), withBody);
        } else {
            answer(connection, "404 Not Found", "", withBody);
        }
    }

    /** STARTTLS first, as the référentiel has it; a door that is closed is left out. */
    private ClientConfig config(String domain) {
        Map<String, Integer> open = ports.get();
        List<ClientConfig.Server> servers = new ArrayList<>();
        add(servers, open, "persons.imap", ClientConfig.Protocol.IMAP, ClientConfig.Security.STARTTLS);
        add(servers, open, "persons.imaps", ClientConfig.Protocol.IMAP, ClientConfig.Security.SSL);
        add(servers, open, "persons.submission", ClientConfig.Protocol.SMTP, ClientConfig.Security.STARTTLS);
        add(servers, open, "persons.submissions", ClientConfig.Protocol.SMTP, ClientConfig.Security.SSL);
        return new ClientConfig(List.of(domain), name, servers);
    }

    private void add(
            List<ClientConfig.Server> servers,
            Map<String, Integer> open,
            String door,
            ClientConfig.Protocol protocol,
            ClientConfig.Security security) {
        Integer port = open.get(door);
        if (port != null) {
            servers.add(new ClientConfig.Server(protocol, host, port, security));
        }
    }

    /** The domains, asked for once in half a minute whoever comes; empty while the database is out of reach. */
    private Optional<Set<String>> registered() {
        try {
            return known.join(
                    "", () -> new Found<>(Set.copyOf(domains.get()), Span.of(clock.instant(), REMEMBERED)), PATIENCE);
        } catch (ExecutionException e) {
            log.warn("autoconfig domains=unknown reason=\"{}\"", String.valueOf(e.getCause()));
            return Optional.empty();
        }
    }

    /** What the header fields Host say, to the end of the header. */
    private static List<String> hosts(Connection connection) throws IOException {
        List<String> hosts = new ArrayList<>();
        for (int n = 0; n < MOST_HEADERS; n++) {
            String line = text(connection.readLine(LONGEST_LINE));
            if (line.isEmpty()) {
                return hosts;
            }
            if (line.regionMatches(true, 0, "host:", 0, 5)) {
                hosts.add(line.substring(5).strip());
            }
        }
        return List.of(); // no end in sight
    }

    private static void answer(Connection connection, String status, String file, boolean withBody) throws IOException {
        byte[] body = (file.isEmpty() ? status + "\n" : file).getBytes(StandardCharsets.UTF_8);
        connection.send("HTTP/1.1 " + status);
        connection.send("Content-Type: " + (file.isEmpty() ? "text/plain" : "text/xml") + "; charset=utf-8");
        connection.send("Content-Length: " + body.length);
        connection.send("X-Content-Type-Options: nosniff");
        connection.send("Connection: close");
        if (status.startsWith("405")) {
            connection.send("Allow: GET, HEAD");
        }
        connection.send("");
        if (withBody) {
            connection.output().write(body);
        }
        connection.flush();
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public String busy() {
        return "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n";
    }
}
