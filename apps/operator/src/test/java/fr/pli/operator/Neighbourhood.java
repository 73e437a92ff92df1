package fr.pli.operator;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fr.pli.igc.CertificateOrder;
import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The other operators around the {@link House}, and the liste blanche that says so: {@code voisin.mssante.fr} has a server that works,
 * {@code autre.mssante.fr} another; {@code imposteur.mssante.fr} is listed with a name that its server does not bear. The servers of
 * {@code perime}, {@code revoque} and {@code autre-ca} show the listed name in a certificate that is expired, revoked, or of another
 * authority; that of {@code clair} offers no TLS, and nobody listens for {@code absent}. TLS 1.3 is spoken with all; {@code ancien} and
 * {@code retard} know 1.2 only, which {@code ancien} may. The servers of {@code mort1} to {@code mort50}
 * take connections and never say a word.
 */
final class Neighbourhood {

    /** How many servers never say a word. */
    static final int DEAD = 50;

    private static final String OURS = "localhost";
    private static final String NEIGHBOUR = "mss.voisin.test";
    private static final String STRANGER = "mss.autre.test";

    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Neighbour neighbour;
    private final Neighbour ancient;
    private final Neighbour house = Neighbour.open();
    private final Map<String, Neighbour> probes = new LinkedHashMap<>();

    private Neighbourhood(TestIgc igc) throws IOException {
        neighbour = Neighbour.open(neighbour(igc).issue());
        Credential revoked = neighbour(igc).issue();
        igc.revoke(revoked.certificate());
        probes.put("perime", Neighbour.open(neighbour(igc).expired().issue()));
        probes.put("revoque", Neighbour.open(revoked));
        probes.put("autre-ca", Neighbour.open(neighbour(igc).fromStranger().issue()));
        probes.put("clair", Neighbour.open());
        route("voisin", neighbour.port());
        route("imposteur", neighbour.port());
        probes.forEach((name, probe) -> route(name, probe.port()));
        ancient = Neighbour.open(neighbour(igc).issue(), "TLSv1.2");
        route("ancien", ancient.port());
        route("retard", ancient.port());
        keys.put("pli.edc.protocols", "TLSv1.3");
        keys.put("pli.edc.tls-exceptions.ancien.mssante.fr", "2099-12-31");
        keys.put("pli.edc.tls-exceptions.retard.mssante.fr", "2025-12-31");
        route("absent", Neighbour.portOfNobody());
        int silent = Neighbour.portOfTheSilent();
        for (int i = 1; i <= DEAD; i++) {
            keys.put("pli.edc.routes.mort" + i + ".mssante.fr", "127.0.0." + (i + 1) + ":" + silent);
        }
        keys.put("pli.liste-blanche.url", "https://localhost:" + publish(igc) + "/listeblanchemssante.xml");
        keys.put("pli.liste-blanche.min-domains", "10");
        keys.put("pli.contact.smtp", "127.0.0.1:" + house.port());
        keys.put("pli.edc.address", "127.0.0.1");
        keys.put("pli.edc.port", "0");
        keys.put("pli.edc.connect", "5s");
        keys.put("pli.edc.retry.first", "1s");
    }

    static Neighbourhood around(TestIgc igc) throws IOException {
        return new Neighbourhood(igc);
    }

    /** A certificate of the operator of {@code voisin.mssante.fr}. */
    static CertificateOrder neighbour(TestIgc igc) {
        return igc.server(NEIGHBOUR);
    }

    /** A certificate of the operator of {@code autre.mssante.fr}. */
    static CertificateOrder stranger(TestIgc igc) {
        return igc.server(STRANGER);
    }

    /** What the operator must be told of them. */
    Map<String, String> keys() {
        return keys;
    }

    /** The server of {@code voisin.mssante.fr}. */
    Neighbour neighbour() {
        return neighbour;
    }

    /** The server of {@code ancien.mssante.fr} and {@code retard.mssante.fr}. */
    Neighbour ancient() {
        return ancient;
    }

    /** The ordinary mail server of the house, for addresses outside MSSanté. */
    Neighbour house() {
        return house;
    }

    /** The server of {@code NAME.mssante.fr} that should be given nothing. */
    Neighbour probe(String name) {
        return Optional.ofNullable(probes.get(name)).orElseThrow();
    }

    private void route(String name, int port) {
        keys.put("pli.edc.routes." + name + ".mssante.fr", "127.0.0.1:" + port);
    }

    /** Serves the liste blanche inside TLS. @return the port */
    private static int publish(TestIgc igc) throws IOException {
        byte[] list = list().getBytes(StandardCharsets.UTF_8);
        SSLContext tls = Clients.tls(igc, Optional.of(igc.server("localhost").issue()));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/listeblanchemssante.xml", exchange -> {
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
            exchange.close();
        });
        server.start();
        return server.getAddress().getPort();
    }

    private static String list() {
        StringBuilder rows = new StringBuilder(row(People.DOMAIN, OURS));
        for (String name : List.of("voisin", "perime", "revoque", "autre-ca", "clair", "absent", "ancien", "retard")) {
            rows.append(row(name + ".mssante.fr", NEIGHBOUR));
        }
        for (int i = 1; i <= DEAD; i++) {
            rows.append(row("mort" + i + ".mssante.fr", NEIGHBOUR));
        }
        rows.append(row("patient.mssante.fr", STRANGER));
        rows.append(row("autre.mssante.fr", STRANGER)).append(row("imposteur.mssante.fr", STRANGER));
        return "<ListeBlancheMSSante xmlns=\"https://listeblanche.mssante.fr/schema\"><DateDeGeneration>"
                + Instant.now().toString().substring(0, 19) + "Z</DateDeGeneration><ListeDomaines>" + rows
                + "</ListeDomaines>";
    }

    private static String row(String domain, String host) {
        return "<Domaine><Nom>" + domain + "</Nom><DNCertificatOperateur>CN=" + host
                + ",OU=1750712184,O=PLI TEST,ST=Paris (75),C=FR</DNCertificatOperateur></Domaine>";
    }
}
