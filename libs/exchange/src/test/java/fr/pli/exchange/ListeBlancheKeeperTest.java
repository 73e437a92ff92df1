package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fr.pli.igc.TestIgc;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.PublicSamples;
import fr.pli.tls.ClientTls;
import fr.pli.tls.ServerTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeBlancheKeeperTest {

    private static final TestIgc IGC = TestIgc.create();
    private static final String NAME = "CN=mss.a.fr,OU=318751275100020,O=A,ST=Paris (75),C=FR";

    @TempDir
    Path folder;

    @TempDir
    Path authorities;

    private final List<String> told = new ArrayList<>();
    private final ListeBlancheListener listener = new ListeBlancheListener() {
        @Override
        public void taken(ListeBlanche list, ListeBlanche.Change change) {
            told.add("+" + change.added() + " -" + change.removed());
        }

        @Override
        public void refused(String reason) {
            told.add(reason);
        }
    };
    private List<String> patients = List.of("patient.mssante.fr");
    private int least = 1;
    private Instant now = Instant.parse("2026-11-29T08:00:00Z");
    private HttpsServer server;
    private byte[] served = {};
    private int status = 200;

    @BeforeEach
    void serve() throws Exception {
        server = serve(IGC);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_list_is_fetched_kept_on_the_disk_and_in_force_after_a_restart_without_network() throws Exception {
        serve(list("2026-11-01", "a.mssante.fr"));
        try (ListeBlancheKeeper keeper = keeper()) {
            assertThat(keeper.current()).isEmpty();
            assertThat(keeper.state().alarm()).isTrue();
            keeper.refreshIfDue();
            assertThat(keeper.current().orElseThrow().lists("a.mssante.fr")).isTrue();
            assertThat(keeper.state().alarm()).isFalse();
        }
        server.stop(0);
        try (ListeBlancheKeeper keeper = keeper()) {
            assertThat(keeper.current().orElseThrow().lists("a.mssante.fr")).isTrue();
            keeper.refresh();
            assertThat(keeper.state().failure()).isEqualTo("unreachable");
            assertThat(keeper.state().alarm()).isFalse();
            now = now.plus(Duration.ofHours(25));
            assertThat(keeper.state().alarm()).isTrue();
            assertThat(keeper.current()).isPresent();
        }
    }

    @Test
    void a_newer_copy_replaces_it_and_what_changed_is_told() throws Exception {
        serve(list("2026-11-01", "a.mssante.fr", "b.mssante.fr", "c.mssante.fr", "d.mssante.fr", "e.mssante.fr"));
        try (ListeBlancheKeeper keeper = keeper()) {
            keeper.refresh();
            serve(list("2026-11-02", "b.mssante.fr", "c.mssante.fr", "d.mssante.fr", "e.mssante.fr", "f.mssante.fr"));
            keeper.refreshIfDue();
            assertThat(keeper.current().orElseThrow().lists("f.mssante.fr"))
                    .as("not due yet")
                    .isFalse();
            now = now.plus(Duration.ofHours(1));
            keeper.refreshIfDue();
            assertThat(keeper.current().orElseThrow().lists("f.mssante.fr")).isTrue();
            assertThat(keeper.current().orElseThrow().lists("a.mssante.fr")).isFalse();
        }
        assertThat(told).containsExactly("+[f.mssante.fr] -[a.mssante.fr]");
    }

    @Test
    void what_is_not_to_be_believed_leaves_the_last_good_copy_in_force_with_an_alarm() throws Exception {
        String[] ten =
                IntStream.range(0, 10).mapToObj(i -> "d" + i + ".mssante.fr").toArray(String[]::new);
        serve(list("2026-11-01", ten));
        try (ListeBlancheKeeper keeper = keeper()) {
            keeper.refresh();
            serve(list("2026-11-02", Stream.of(ten).limit(7).toArray(String[]::new)));
            keeper.refresh();
            serve(list("2026-10-31", ten));
            keeper.refresh();
            serve(list("2099-01-01", ten));
            keeper.refresh();
            String whole = new String(list("2026-11-03", ten), StandardCharsets.UTF_8);
            serve(whole.substring(0, whole.length() / 2).getBytes(StandardCharsets.UTF_8));
            keeper.refresh();
            status = 503;
            keeper.refresh();

            assertThat(told).containsExactly("shrunk", "older", "future", "unreadable", "unreachable");
            assertThat(keeper.current().orElseThrow().domains()).hasSize(11);
            status = 200;
            serve("<html/>".getBytes(StandardCharsets.UTF_8));
            keeper.refresh();
            assertThat(keeper.state().alarm()).isTrue();
        }
    }

    @Test
    void a_first_copy_with_too_few_domains_is_used_with_an_alarm_also_after_a_restart() throws Exception {
        least = 3;
        serve(list("2026-11-01", "a.mssante.fr"));
        try (ListeBlancheKeeper keeper = keeper()) {
            keeper.refresh();
            assertThat(keeper.current().orElseThrow().lists("a.mssante.fr")).isTrue();
            assertThat(keeper.state().alarm()).isTrue();
            assertThat(keeper.state().failure()).isEqualTo("doubtful");
        }
        try (ListeBlancheKeeper keeper = keeper()) {
            assertThat(keeper.state().alarm()).isTrue();
            serve(list("2026-11-02", "a.mssante.fr", "b.mssante.fr"));
            keeper.refresh();
            assertThat(keeper.state().alarm()).isFalse();
            assertThat(keeper.state().failure()).isEmpty();
        }
    }

    @Test
    void a_first_copy_without_the_patients_is_used_with_an_alarm() throws Exception {
        patients = List.of();
        serve(list("2026-11-01", "a.mssante.fr", "b.mssante.fr"));
        try (ListeBlancheKeeper keeper = keeper()) {
            keeper.refresh();
            assertThat(keeper.current().orElseThrow().lists("a.mssante.fr")).isTrue();
            assertThat(keeper.state().alarm()).isTrue();
            patients = List.of("patient.mssante.fr");
            serve(list("2026-11-02", "a.mssante.fr", "b.mssante.fr"));
            keeper.refresh();
            assertThat(keeper.state().alarm()).isFalse();
        }
    }

    @Test
    void a_server_that_another_authority_vouches_for_is_not_believed() throws Exception {
        server.stop(0);
        try (TestIgc other = TestIgc.create()) {
            server = serve(other);
            serve(list("2026-11-01", "a.mssante.fr"));
            try (ListeBlancheKeeper keeper = keeper()) {
                keeper.refresh();
                assertThat(keeper.current()).isEmpty();
                assertThat(keeper.state().failure()).isEqualTo("unreachable");
            }
        }
    }

    @Test
    void a_copy_that_was_changed_on_the_disk_is_not_believed() throws Exception {
        serve(list("2026-11-01", "a.mssante.fr"));
        try (ListeBlancheKeeper keeper = keeper()) {
            keeper.refresh();
        }
        try (Stream<Path> copies = Files.list(folder)) {
            Path copy = copies.findFirst().orElseThrow();
            Files.writeString(copy, Files.readString(copy).replace("a.mssante.fr", "x.mssante.fr"));
        }
        try (ListeBlancheKeeper keeper = keeper()) {
            assertThat(keeper.current()).isEmpty();
        }
    }

    @Test
    void the_published_list_passes_through_all_of_it() throws Exception {
        serve(Files.readAllBytes(PublicSamples.path("liste-blanche/listeblanchemssante-08b7662.xml")));
        try (ListeBlancheKeeper keeper = keeper()) {
            keeper.refresh();
            assertThat(keeper.state().digest())
                    .isEqualTo("ea660e72943a22a92aa569878e9bcd5311bed0ae5f40b4c82a992b1990a0ec59");
            assertThat(keeper.current().orElseThrow().domains()).hasSize(5001);
        }
    }

    private ListeBlancheKeeper keeper() throws IOException {
        URI url = URI.create("https://localhost:" + server.getAddress().getPort() + "/liste.xml");
        Path root = IGC.write(authorities).resolve("root.pem");
        return ListeBlancheKeeper.open(
                ListeBlancheSettings.of(url, folder).withMinDomains(least),
                ClientTls.context(new ServerTrust.Roots("pli.liste-blanche.anchors", root)),
                () -> now,
                listener);
    }

    private void serve(byte[] list) {
        served = list;
    }

    private HttpsServer serve(TestIgc igc) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(igc.server("localhost").issue().keyStore("pli"), "pli".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer made = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.setHttpsConfigurator(new HttpsConfigurator(tls));
        made.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, served.length);
            exchange.getResponseBody().write(served);
            exchange.close();
        });
        made.start();
        return made;
    }

    private byte[] list(String day, String... domains) {
        StringBuilder rows = new StringBuilder();
        for (String domain :
                Stream.concat(Stream.of(domains), patients.stream()).toList()) {
            rows.append("<Domaine><Nom>" + domain + "</Nom><DNCertificatOperateur>" + NAME
                    + "</DNCertificatOperateur></Domaine>");
        }
        return ("<ListeBlancheMSSante xmlns=\"https://listeblanche.mssante.fr/schema\"><DateDeGeneration>" + day
                        + "T08:00:00Z</DateDeGeneration><ListeDomaines>" + rows + "</ListeDomaines>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
