package fr.pli.psc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A PSC with good keys that says at introspection whatever a test wants, as no stand-in or Keycloak does. */
final class ScriptedPsc implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey key;
    private final CountDownLatch closed = new CountDownLatch(1);

    volatile int status = 200;
    volatile String introspection = "{}";
    volatile String discoveredIssuer;
    /** Begins the answer and never ends it. */
    volatile boolean stalls;

    ScriptedPsc() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048)
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint(true)
                .generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        discoveredIssuer = issuer().toString();
        server.createContext("/", this::answer);
        server.start();
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/auth/realms/esante-wallet");
    }

    String token(String person) {
        return signed(TestTokens.claims(issuer(), person));
    }

    /** What PSC signs, whatever it says. */
    String signed(String claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            JWSObject token = new JWSObject(header, new Payload(claims));
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** A good answer about somebody. */
    String active(String person) {
        return "{\"active\":true,\"iss\":\"%s\",\"typ\":\"Bearer\",\"exp\":%d,\"SubjectNameID\":\"%s\"}"
                .formatted(issuer(), Instant.now().getEpochSecond() + 60, person);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("openid-configuration")) {
                say(
                        exchange,
                        200,
                        Samples.DISCOVERY
                                .replace("https://a.example/auth/realms/esante-wallet", discoveredIssuer)
                                .replace("https://a.example", issuer().toString()));
            } else if (path.endsWith("/c")) {
                say(exchange, 200, new JWKSet(key).toString());
            } else {
                say(exchange, status, introspection);
            }
        }
    }

    private void say(HttpExchange exchange, int code, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", issuer().toString());
        exchange.sendResponseHeaders(code, stalls ? bytes.length + 1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        if (stalls) {
            exchange.getResponseBody().flush();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
