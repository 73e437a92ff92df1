package fr.pli.tls;

import java.time.Instant;

/**
 * How a TLS context stands, for metrics and health.
 *
 * @param expires when our certificate does
 * @param isNative whether BoringSSL serves; else the JDK
 * @param nativeInUse engines of BoringSSL with the present key that live: connections, those in the handshake included
 * @param isStapled whether clients that ask get an OCSP answer
 * @param reloads how often another key was taken
 * @param reloadFailures how often new files were found that were not fit
 */
public record TlsState(
        Instant expires, boolean isNative, int nativeInUse, boolean isStapled, int reloads, int reloadFailures) {}
