package fr.pli.wire;

import fr.pli.tls.TlsContext;

/** How a listener comes by TLS. */
public sealed interface Encryption {

    /** Never: behind a proxy that ends TLS, or in tests. */
    record None() implements Encryption {}

    /** In clear until the client asks with STARTTLS. */
    record StartTls(TlsContext context) implements Encryption {}

    /** From the first octet (RFC 8314). */
    record Implicit(TlsContext context) implements Encryption {}
}
