package fr.pli.tls;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets CRLs and OCSP answers over HTTP, within a time and a size. */
final class Fetch implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @throws IOException if there is no answer 200 of at most {@code most} octets within {@code time} */
    byte[] get(URI url, int most, Duration time) throws IOException {
        return send(HttpRequest.newBuilder(url).GET(), most, time);
    }

    /** @throws IOException as {@link #get} */
    byte[] post(URI url, String type, byte[] body, int most, Duration time) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
        return send(request, most, time);
    }

    private byte[] send(HttpRequest.Builder request, int most, Duration time) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request.timeout(time).build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
        try {
            HttpResponse<byte[]> response = answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("HTTP status " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + time.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
