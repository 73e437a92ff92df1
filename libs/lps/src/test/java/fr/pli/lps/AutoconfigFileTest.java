package fr.pli.lps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.mss.ClientConfig;
import fr.pli.mss.ClientConfig.Protocol;
import fr.pli.mss.ClientConfig.Security;
import fr.pli.mss.ClientConfig.Server;
import fr.pli.mss.Requirement;
import fr.pli.tls.CertificateCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that a domain configures its care software from, asked over HTTPS. */
class AutoconfigFileTest {

    private static final String DOMAIN = "medecin.pli.mssante.fr";
    private static final String FILE = new ClientConfig(
                    List.of(DOMAIN),
                    "Pli",
                    List.of(
                            new Server(Protocol.IMAP, "mail.%EMAILDOMAIN%", 143, Security.STARTTLS),
                            new Server(Protocol.IMAP, "MAIL.pli.test", 993, Security.SSL),
                            new Server(Protocol.IMAP, "no host", 993, Security.SSL),
                            new Server(Protocol.SMTP, "mail.pli.test", 587, Security.STARTTLS),
                            new Server(Protocol.SMTP, "mail.pli.test", 465, Security.SSL)))
            .xml();

    @TempDir
    private Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private NameServer dns;
    private CertificateCheck check;
    private HttpsServer web;
    private volatile int status = 200;
    private volatile String body = FILE;
    private volatile boolean stalls;

    @BeforeEach
    void open() throws Exception {
        dns = new NameServer()
                .with("autoconfig." + DOMAIN, InetAddress.getLoopbackAddress())
                .with("_imaps._tcp." + DOMAIN, 0, 0, 993, "srv.pli.test");
        check = OperatorHouse.check(folder, Clock.systemUTC());
        web = serve(OperatorHouse.igc().server("localhost").issue());
    }

    @AfterEach
    void close() throws IOException {
        over.countDown();
        web.stop(0);
        check.close();
        dns.close();
    }

    @Test
    @Requirement("ECO.1.1.9")
    void mailbox_is_configured_from_the_file_of_its_domain_before_dns() throws Exception {
        assertThat(find())
                .containsExactly(
                        "imap://mail." + DOMAIN + ":143",
                        "imaps://mail.pli.test:993",
                        "submission://mail.pli.test:587",
                        "submissions://mail.pli.test:465");
    }

    @Test
    void domain_without_the_host_is_found_by_dns() throws Exception {
        dns.with("_imaps._tcp.other.pli.mssante.fr", 0, 0, 993, "other.pli.test");
        assertThat(discovery().find("other.pli.mssante.fr").endpoints())
                .extracting(Endpoint::toString)
                .containsExactly("imaps://other.pli.test:993");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>parking</body></html>",
                "<clientConfig version='1.1'><emailProvider id='x'><domain>autre.fr</domain></emailProvider></clientConfig>",
                "<clientConfig version='1.1'><emailProvider id='x'><domain>medecin.pli.mssante.fr</domain></emailProvider></clientConfig>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><clientConfig>&e;</clientConfig>",
            })
    void file_that_will_not_do_leaves_it_to_dns(String text) throws Exception {
        body = text;
        assertThat(find()).containsExactly("imaps://srv.pli.test:993");
    }

    @Test
    void file_that_is_not_there_is_too_long_or_never_ends_leaves_it_to_dns() throws Exception {
        status = 404;
        assertThat(find()).containsExactly("imaps://srv.pli.test:993");
        status = 302;
        assertThat(find()).containsExactly("imaps://srv.pli.test:993");
        status = 200;
        body = FILE + "<!--" + "x".repeat(70_000) + "-->";
        assertThat(find()).containsExactly("imaps://srv.pli.test:993");
        body = FILE;
        stalls = true;
        assertThat(find()).containsExactly("imaps://srv.pli.test:993");
    }

    @Test
    void server_that_neither_igc_sante_nor_the_platform_vouches_for_is_not_believed() throws Exception {
        web.stop(0);
        try (TestIgc stranger = TestIgc.create()) {
            web = serve(stranger.server("localhost").issue());
            assertThat(find()).containsExactly("imaps://srv.pli.test:993");
        }
    }

    @Test
    void server_of_another_name_is_not_believed() throws Exception {
        web.stop(0);
        web = serve(OperatorHouse.igc().server("autre.pli.test").issue());
        assertThat(find()).containsExactly("imaps://srv.pli.test:993");
    }

    @Test
    void file_is_not_believed_from_igc_sante_unless_that_is_trusted() throws Exception {
        assertThat(asking(ServerDiscovery.at(dns.address())).find(DOMAIN).endpoints())
                .extracting(Endpoint::toString)
                .containsExactly("imaps://srv.pli.test:993");
    }

    @Test
    void failure_of_both_says_why_the_file_was_of_no_use() throws Exception {
        status = 503;
        dns.with("autoconfig.alone.pli.mssante.fr", InetAddress.getLoopbackAddress());
        assertThatThrownBy(() -> discovery().find("alone.pli.mssante.fr"))
                .isInstanceOf(OperatorUnavailableException.class)
                .hasMessageEndingWith("; autoconfig.alone.pli.mssante.fr: HTTP status 503");
    }

    private List<String> find() throws IOException {
        return discovery().find(DOMAIN).endpoints().stream()
                .map(Endpoint::toString)
                .toList();
    }

    private ServerDiscovery discovery() {
        return asking(ServerDiscovery.at(dns.address()).trusting(check));
    }

    private ServerDiscovery asking(ServerDiscovery discovery) {
        int port = web.getAddress().getPort();
        return discovery.asking(_ -> URI.create("https://localhost:" + port));
    }

    private HttpsServer serve(Credential certificate) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(certificate.keyStore("pli"), "pli".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, new SecureRandom());
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mail/config-v1.1.xml", exchange -> {
            byte[] octets = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, stalls ? octets.length + 1 : octets.length == 0 ? -1 : octets.length);
            exchange.getResponseBody().write(octets);
            if (stalls) {
                exchange.getResponseBody().flush();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.close();
        });
        server.start();
        return server;
    }
}
