package fr.pli.psc;

import java.time.Instant;

/**
 * An access token as it goes to an operator.
 *
 * @param expires by our clock, when PSC told its life
 */
public record AccessToken(String value, Instant expires) {

    @Override
    public String toString() {
        return "AccessToken[until " + expires + "]";
    }
}
