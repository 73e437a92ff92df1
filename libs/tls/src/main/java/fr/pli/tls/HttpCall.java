package fr.pli.tls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * HTTP calls that end: one deadline from the connection to the last octet of the body, and a bound on the body. The time-out of the JDK's own
 * request ends with the head of the answer, so that a server that sends one octet a minute would hold its caller. Follows no redirection. Safe
 * from any thread.
 */
public final class HttpCall implements AutoCloseable {

    private final HttpClient client;

    private HttpCall(HttpClient client) {
        this.client = client;
    }

    /** Calls by plain HTTP, or by TLS to servers that the platform's roots vouch for. */
    public static HttpCall to(Duration connect) {
        return new HttpCall(builder(connect).build());
    }

    /** Calls by TLS with this context, which says whom it believes and what it shows. */
    public static HttpCall to(Duration connect, SSLContext tls) {
        return new HttpCall(builder(connect).sslContext(tls).build());
    }

    /**
     * Sends a request and waits for the whole answer, whatever its status.
     *
     * @param most octets of the body
     * @param time for all of it
     * @throws HttpTimeoutException if the whole answer has not come in time
     * @throws InterruptedIOException if the thread is interrupted, and stays so
     * @throws IOException if there is no connection, no HTTP, or a longer body
     */
    public HttpResponse<byte[]> send(HttpRequest request, int most, Duration time) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + time);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(reason(cause), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    /** The body of an answer 200. @throws IOException as {@link #send}, or if the status is another */
    byte[] get(URI url, int most, Duration time) throws IOException {
        return body(HttpRequest.newBuilder(url).build(), most, time);
    }

    /** As {@link #get}, for a POST. */
    byte[] post(URI url, String type, byte[] body, int most, Duration time) throws IOException {
        return body(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                most,
                time);
    }

    private byte[] body(HttpRequest request, int most, Duration time) throws IOException {
        HttpResponse<byte[]> response = send(request, most, time);
        if (response.statusCode() != 200) {
            throw new IOException("HTTP status " + response.statusCode());
        }
        return response.body();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static HttpClient.Builder builder(Duration connect) {
        return HttpClient.newBuilder()
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
    }

    /** The kind of failure, with what it says where that comes from the network. */
    private static String reason(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        return message == null || !(failure instanceof IOException) ? name : name + " " + message;
    }
}
