package fr.pli.tls;

import java.time.Instant;

/**
 * How the CRL of one authority stands, for metrics and health.
 *
 * @param authority DN of the authority
 * @param isSought whether anybody has said where it is: a certificate of the authority, or the configuration
 * @param isCurrent whether there is one that has not expired
 * @param expires when it does; {@link Instant#EPOCH} if there is none
 * @param revoked how many certificates it has
 * @param failure what the last fetch failed of; empty if it did not
 */
public record CrlState(
        String authority, boolean isSought, boolean isCurrent, Instant expires, int revoked, String failure) {}
