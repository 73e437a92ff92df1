package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCallTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpCall http = HttpCall.to(LONG);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ten", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(new byte[10]);
            exchange.close();
        });
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await();
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/ten");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        http.close();
        server.stop(0);
    }

    @Test
    void answer_within_its_bounds_is_whole() throws IOException {
        assertThat(http.send(request("/ten"), 10, LONG).body()).hasSize(10);
        assertThat(http.get(request("/ten").uri(), 10, LONG)).hasSize(10);
    }

    @Test
    void answer_that_is_longer_than_allowed_is_none() {
        assertThatThrownBy(() -> http.send(request("/ten"), 9, LONG)).isInstanceOf(IOException.class);
    }

    @Test
    void answer_whose_body_stalls_is_given_up() {
        assertThatThrownBy(() -> http.send(request("/stalls"), 100, SHORT))
                .isInstanceOf(HttpTimeoutException.class)
                .hasMessage("no answer within PT0.3S");
    }

    @Test
    void redirection_is_an_answer_and_is_not_followed() throws IOException {
        assertThat(http.send(request("/moved"), 10, LONG).statusCode()).isEqualTo(302);
        assertThatThrownBy(() -> http.get(request("/moved").uri(), 10, LONG)).hasMessage("HTTP status 302");
    }

    @Test
    void server_that_is_not_there_is_named_by_the_kind_of_failure() {
        server.stop(0);
        assertThatThrownBy(() -> http.send(request("/ten"), 10, LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ConnectException");
    }

    @Test
    void thread_that_is_interrupted_stays_so() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> http.send(request("/stalls"), 100, LONG)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .build();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
