package fr.pli.psc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How we prove to PSC which of its clients we are. Spec: psc.md sections 2 and 6. */
public sealed interface ClientAuthentication {

    /** Our name at PSC. */
    String clientId();

    /** {@code client_secret_basic} (RFC 6749 section 2.3.1). */
    record Secret(String clientId, String secret) implements ClientAuthentication {

        /** The value of the {@code Authorization} header. */
        String header() {
            String pair = encode(clientId) + ":" + encode(secret);
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "Secret[" + clientId + "]";
        }
    }

    /** {@code tls_client_auth} (RFC 8705 section 2): the TLS context that the {@link Psc} was given shows the certificate. */
    record Certificate(String clientId) implements ClientAuthentication {}
}
