package fr.pli.sandbox;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fr.pli.igc.TestIgc;
import fr.pli.mss.ListeBlancheWriter;
import fr.pli.mss.MssAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import javax.xml.stream.XMLStreamException;

/** The espace de confiance of the sandbox: serves its liste blanche over HTTPS with a certificate of the test IGC, made anew at each question. */
final class Espace implements AutoCloseable {

    private static final char[] PASSWORD = "pli".toCharArray();
    private static final Instant CHANGED = Instant.parse("2026-11-24T08:00:00Z");

    private final HttpsServer server;
    private final List<ListeBlancheWriter.Row> rows = new CopyOnWriteArrayList<>();

    private Espace(HttpsServer server) {
        this.server = server;
        rows.add(new ListeBlancheWriter.Row(
                MssAddress.PATIENT_DOMAIN, "Cnam", "CN=mes.pli.test,O=Bac à sable,C=FR", "", "", CHANGED));
        server.createContext("/listeblanchemssante.xml", exchange -> {
            byte[] list = list();
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
            exchange.close();
        });
        server.start();
    }

    /** One that lists nobody yet but Mon espace santé, which no list lacks. */
    static Espace open(TestIgc igc) throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(igc.server(Sandbox.HOST, "127.0.0.1").issue().keyStore("pli"), PASSWORD);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new Espace(server);
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS for the liste blanche", e);
        }
    }

    /** Lets whoever bears this certificate's name send and receive for a domain. */
    Espace list(String domain, X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
        rows.add(new ListeBlancheWriter.Row(domain, "Bac à sable", name, "", "", CHANGED));
        return this;
    }

    /** Where the list is. */
    URI url() {
        return URI.create("https://" + Sandbox.HOST + ":" + server.getAddress().getPort() + "/listeblanchemssante.xml");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private byte[] list() throws IOException {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        try (ListeBlancheWriter writer = new ListeBlancheWriter(list, Instant.now())) {
            for (ListeBlancheWriter.Row row : rows) {
                writer.row(row);
            }
        } catch (XMLStreamException e) {
            throw new IOException("the liste blanche cannot be written", e);
        }
        return list.toByteArray();
    }
}
