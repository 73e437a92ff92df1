package fr.pli.wire;

import java.time.Duration;

/** What a listener tells whoever counts. Called on the connections' threads; must return at once. */
public interface ListenerEvents {

    /** Counts nothing. */
    ListenerEvents NONE = new ListenerEvents() {};

    /** A client was taken. */
    default void opened() {}

    /** A client that was taken is gone. */
    default void closed() {}

    /** A client was sent away: {@code "connections"}, {@code "address"} or {@code "proxy-header"}. */
    default void refused(String limit) {}

    /** A TLS handshake was done in {@code took}, in a protocol and cipher suite as {@link Connection#tlsDescription()} says. */
    default void handshake(String tls, Duration took) {}

    /** A TLS handshake failed. */
    default void handshakeFailed() {}
}
