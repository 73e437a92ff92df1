package fr.pli.psc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where the browser of a desktop LPS comes back to: one address on a free port of loopback (RFC 8252 section 7.3) that takes one answer. Whether it
 * is the answer to our question says {@link PscClient#complete}.
 */
public final class LoopbackReceiver implements AutoCloseable {

    private static final String PATH = "/retour";
    private static final byte[] PAGE = """
            <!doctype html><html lang="fr"><meta charset="utf-8"><title>Pro Santé Connect</title>
            <p>C'est fait : vous pouvez fermer cette fenêtre et revenir à votre logiciel.</p></html>
            """.getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final CompletableFuture<URI> answer = new CompletableFuture<>();

    private LoopbackReceiver(HttpServer server) {
        this.server = server;
    }

    /** @throws IOException if there is no free port */
    public static LoopbackReceiver open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LoopbackReceiver receiver = new LoopbackReceiver(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PATH, receiver::take);
        server.start();
        return receiver;
    }

    /** What to begin the log-in with. */
    public URI redirectUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /**
     * Waits for the browser.
     *
     * @return the whole address that it came with
     * @throws TimeoutException if it does not come in time
     * @throws InterruptedException if the wait is broken off
     */
    public URI await(Duration atMost) throws TimeoutException, InterruptedException {
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("completed with a value only", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            String query = asked.getRawQuery();
            boolean ours = exchange.getRequestMethod().equals("GET")
                    && asked.getPath().equals(PATH)
                    && query != null
                    && query.contains("state=");
            if (!ours) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, PAGE.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(PAGE);
            }
            answer.complete(redirectUri().resolve(asked));
        }
    }
}
