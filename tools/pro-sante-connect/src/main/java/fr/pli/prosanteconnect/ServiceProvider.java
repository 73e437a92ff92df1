package fr.pli.prosanteconnect;

import java.util.List;
import java.util.Optional;

/**
 * A software that PSC knows (an OAuth client): an LPS logs professionals in, an operator introspects.
 *
 * @param clientId its name, the {@code azp} of the tokens that it gets
 * @param secret what it proves itself with, by {@code client_secret_basic} or {@code client_secret_post}; empty if only with its certificate
 * @param certificateSubject DN (RFC 2253) of the client certificate that it proves itself with ({@code tls_client_auth}, RFC 8705)
 * @param redirectUris where a log-in may return to; of a loopback address any port
 */
public record ServiceProvider(
        String clientId, String secret, Optional<String> certificateSubject, List<String> redirectUris) {

    /** Care software on the same machine: a log-in returns to {@code http://127.0.0.1:*}{@code /retour}. */
    public static final ServiceProvider LPS =
            new ServiceProvider("pli-lps", "secret-du-lps", Optional.empty(), List.of("http://127.0.0.1/retour"));

    /** One that proves itself with its certificate and nothing else. */
    public static ServiceProvider byCertificate(String clientId, String subject) {
        return new ServiceProvider(clientId, "", Optional.of(subject), List.of("http://127.0.0.1/retour"));
    }

    /** A mail operator. */
    public static final ServiceProvider OPERATOR = new ServiceProvider(
            "pli-operateur",
            "secret-de-l-operateur",
            Optional.of("CN=psc.operateur.pli.mssante.fr,O=Pli,C=FR"),
            List.of("http://127.0.0.1/retour"));
}
