package fr.pli.prosanteconnect;

import java.security.KeyStore;

/**
 * TLS of the stand-in's issuer and wallet entry points. A client certificate is asked for and may be missing.
 *
 * @param server the server's key and chain, one entry
 * @param password of that key
 * @param clientAuthorities the certification authorities of client certificates
 */
public record Tls(KeyStore server, String password, KeyStore clientAuthorities) {

    @Override
    public String toString() {
        return "Tls[]";
    }
}
