package fr.pli.psc;

import java.util.Optional;

/** One question to PSC about a token whose signature is good. */
interface OnlineCheck {

    /**
     * What PSC says of it, or empty if it is good no more.
     *
     * @param said what the token says itself
     * @throws PscUnavailableException if PSC gives no answer that one can understand
     */
    Optional<TokenClaims> ask(String token, TokenClaims said) throws PscUnavailableException;
}
