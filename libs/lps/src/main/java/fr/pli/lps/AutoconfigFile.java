package fr.pli.lps;

import fr.pli.mss.ClientConfig;
import fr.pli.mss.MssSyntaxException;
import fr.pli.tls.HttpCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads the servers of a domain from {@code https://autoconfig.DOMAIN/mail/config-v1.1.xml} (ECO.1.1.9), within 64 KiB and five seconds. */
final class AutoconfigFile {

    private static final int MOST_OCTETS = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String DOMAIN = "%EMAILDOMAIN%";

    private AutoconfigFile() {}

    /**
     * The servers that a file names, in its order.
     *
     * @param host address that the file is below, without a path
     * @throws IOException if there is no such file, it is for another domain, or it names no server; the message says which
     */
    static List<Endpoint> endpoints(HttpCall http, URI host, String domain) throws IOException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(host.resolve(ClientConfig.PATH)).build(), MOST_OCTETS, PATIENCE);
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP status " + answer.statusCode());
        }
        try {
            ClientConfig config = ClientConfig.read(new ByteArrayInputStream(answer.body()));
            if (!config.isFor(domain)) {
                throw new IOException("the file is not for " + domain);
            }
            List<Endpoint> endpoints = config.servers().stream()
                    .flatMap(server -> endpoint(server, domain))
                    .toList();
            if (endpoints.isEmpty()) {
                throw new IOException("the file names no server with TLS");
            }
            return endpoints;
        } catch (MssSyntaxException e) {
            throw new IOException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    /** None for what is no host name or port. */
    private static Stream<Endpoint> endpoint(ClientConfig.Server server, String domain) {
        String host = server.host().replace(DOMAIN, domain).toLowerCase(Locale.ROOT);
        return Endpoint.isPossible(host, server.port())
                ? Stream.of(new Endpoint(service(server), host, server.port()))
                : Stream.empty();
    }

    private static MailService service(ClientConfig.Server server) {
        boolean implicit = server.security() == ClientConfig.Security.SSL;
        return switch (server.protocol()) {
            case IMAP -> implicit ? MailService.IMAPS : MailService.IMAP;
            case SMTP -> implicit ? MailService.SUBMISSIONS : MailService.SUBMISSION;
        };
    }
}
