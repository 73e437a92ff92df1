package fr.pli.prosanteconnect;

import java.time.Duration;

/**
 * How long things last at PSC. Spec: psc.md section 4.
 *
 * @param access of an access or ID token
 * @param refresh of a refresh token
 * @param session of a PSC session, whatever happens in it
 * @param idle of a PSC session in which nobody logs in or refreshes
 */
public record Lifetimes(Duration access, Duration refresh, Duration session, Duration idle) {

    /** PSC's own: 2 min, 30 min, 4 h, 30 min. */
    public static final Lifetimes PSC =
            new Lifetimes(Duration.ofMinutes(2), Duration.ofMinutes(30), Duration.ofHours(4), Duration.ofMinutes(30));

    /** @throws IllegalArgumentException if a token would live less than a second */
    public Lifetimes {
        if (access.toSeconds() < 1 || refresh.toSeconds() < 1) {
            throw new IllegalArgumentException("tokens live for a second at least: " + access + ", " + refresh);
        }
    }

    /** The same with other access tokens. */
    public Lifetimes withAccess(Duration life) {
        return new Lifetimes(life, refresh, session, idle);
    }

    /** The same with other refresh tokens. */
    public Lifetimes withRefresh(Duration life) {
        return new Lifetimes(access, life, session, idle);
    }
}
