package fr.pli.igc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the hierarchy serves over HTTP on a free port of loopback, under paths like those of IGC Santé. */
final class Publication implements AutoCloseable {

    private static final int LONGEST_REQUEST = 8 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String base;

    Publication() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String rootCrl() {
        return base + "/CRL/ACR-EL-TEST.crl";
    }

    String issuingCrl() {
        return base + "/CRL/ACI-EL-ORG-TEST.crl";
    }

    String issuingCertificate() {
        return base + "/AC/ACI-EL-ORG-TEST.cer";
    }

    String ocsp() {
        return base + "/ocsp";
    }

    void file(String url, String type, Service service, Supplier<byte[]> content) {
        server.createContext(path(url), service.handler(type, exchange -> content.get()));
    }

    /** OCSP over HTTP, by POST and by GET (RFC 6960 appendix A). */
    void ocsp(Service service, UnaryOperator<byte[]> responder) {
        server.createContext(
                path(ocsp()),
                service.handler("application/ocsp-response", exchange -> responder.apply(request(exchange))));
    }

    private byte[] request(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            return exchange.getRequestBody().readNBytes(LONGEST_REQUEST);
        }
        String encoded =
                exchange.getRequestURI().getPath().substring(path(ocsp()).length() + 1);
        return Base64.getDecoder().decode(encoded);
    }

    private String path(String url) {
        return url.substring(base.length());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
