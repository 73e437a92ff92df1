package fr.pli.psc;

import java.net.URI;

/**
 * A log-in that began: send the browser to {@code location} and keep the rest until it comes back.
 *
 * @param redirectUri where it comes back to
 * @param verifier PKCE (RFC 7636), our secret until then
 */
public record LoginRequest(URI location, URI redirectUri, String state, String nonce, String verifier) {

    @Override
    public String toString() {
        return "LoginRequest[" + redirectUri + "]";
    }
}
