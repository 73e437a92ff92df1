package fr.pli.igc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The CRL or the OCSP side of the hierarchy as a network sees it: it can fail, crawl or lie. Safe from any thread. */
public final class Service {

    private final AtomicInteger hits = new AtomicInteger();
    private volatile boolean on = true;
    private volatile Duration delay = Duration.ZERO;
    private volatile byte @Nullable [] instead;

    Service() {}

    /** Answers again, at once and with the truth. */
    public void on() {
        on = true;
        delay = Duration.ZERO;
        instead = null;
    }

    /** Closes each connection without an answer. */
    public void off() {
        on = false;
    }

    /** Waits before each answer. */
    public void slow(Duration delay) {
        this.delay = delay;
    }

    /** Answers everything with these octets. */
    public void lie(byte[] instead) {
        this.instead = instead;
    }

    /** Requests that came, answered or not. */
    public int hits() {
        return hits.get();
    }

    /** {@code truth} behind this service's whims. */
    HttpHandler handler(String type, Answer truth) {
        return exchange -> {
            try (exchange) {
                hits.incrementAndGet();
                Thread.sleep(delay);
                if (on) {
                    byte[] lie = instead;
                    byte[] answer = lie == null ? truth.to(exchange) : lie;
                    exchange.getResponseHeaders().set("Content-Type", type);
                    exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
                    exchange.getResponseBody().write(answer);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Makes the body of an answer. */
    interface Answer {
        byte[] to(HttpExchange exchange) throws IOException;
    }
}
