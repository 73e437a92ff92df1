package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.ClientConfig;
import fr.pli.mss.ClientConfig.Protocol;
import fr.pli.mss.ClientConfig.Security;
import fr.pli.mss.Requirement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Care software asks the door of the autoconfiguration. */
class AutoconfigTest {

    private static final House HOUSE = House.only();

    @Test
    @Requirement("ECO.1.1.9")
    void file_of_a_domain_names_the_servers_for_professionals() throws Exception {
        String answer =
                ask("GET /mail/config-v1.1.xml?emailaddress=x HTTP/1.1", "Host: AUTOCONFIG." + People.DOMAIN + ":443");

        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("\r\nContent-Type: text/xml; charset=utf-8\r\n");
        ClientConfig config = read(answer);
        assertThat(config.isFor(People.DOMAIN)).isTrue();
        assertThat(config.servers())
                .containsExactly(
                        server(Protocol.IMAP, "persons.imap", Security.STARTTLS),
                        server(Protocol.IMAP, "persons.imaps", Security.SSL),
                        server(Protocol.SMTP, "persons.submission", Security.STARTTLS),
                        server(Protocol.SMTP, "persons.submissions", Security.SSL));
    }

    @ParameterizedTest
    @CsvSource({
        "GET /mail/config-v1.1.xml HTTP/1.1, Host: autoconfig.nobody.mssante.fr, 404 Not Found",
        "GET /mail/config-v1.1.xml HTTP/1.1, Host: ch-a.mssante.fr, 404 Not Found",
        "GET / HTTP/1.1, Host: autoconfig.ch-a.mssante.fr, 404 Not Found",
        "GET /api/v1/domains HTTP/1.1, Host: autoconfig.ch-a.mssante.fr, 404 Not Found",
        "GET /mail/../mail/config-v1.1.xml HTTP/1.1, Host: autoconfig.ch-a.mssante.fr, 404 Not Found",
        "POST /mail/config-v1.1.xml HTTP/1.1, Host: autoconfig.ch-a.mssante.fr, 405 Method Not Allowed",
        "GET /mail/config-v1.1.xml HTTP/1.1, X-Host: autoconfig.ch-a.mssante.fr, 400 Bad Request",
        "GET /mail/config-v1.1.xml, Host: autoconfig.ch-a.mssante.fr, 400 Bad Request",
        "EHLO x, Host: autoconfig.ch-a.mssante.fr, 400 Bad Request",
    })
    void what_is_not_there_is_told(String request, String header, String status) throws Exception {
        assertThat(ask(request, header)).startsWith("HTTP/1.1 " + status + "\r\n");
    }

    @Test
    void head_has_no_body() throws Exception {
        String answer = ask("HEAD /mail/config-v1.1.xml HTTP/1.1", "Host: autoconfig." + People.DOMAIN);
        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\n")
                .doesNotContain("<");
    }

    private static ClientConfig.Server server(Protocol protocol, String door, Security security) {
        return new ClientConfig.Server(protocol, "localhost", HOUSE.door(door).getPort(), security);
    }

    private static ClientConfig read(String answer) throws IOException {
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        return ClientConfig.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String ask(String request, String header) throws Exception {
        SSLContext trusting = Clients.tls(HOUSE.igc(), Optional.empty());
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        HOUSE.door("autoconfig").getPort());
                SSLSocket tls = (SSLSocket) trusting.getSocketFactory().createSocket(socket, "localhost", 443, true)) {
            tls.getOutputStream().write((request + "\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(tls.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
