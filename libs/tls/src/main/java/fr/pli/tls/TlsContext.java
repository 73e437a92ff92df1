package fr.pli.tls;

import javax.net.ssl.SSLEngine;

/** Where a listener takes its TLS engines from. Certificates, keys and ticket keys behind it may change while it is in use. */
public interface TlsContext {

    /** A new server-side engine for one connection, with the protocols, cipher suites and client certificate policy of its listener. */
    SSLEngine newEngine();
}
