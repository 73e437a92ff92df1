package fr.pli.exchange;

import fr.pli.smtp.RelayConnection;
import java.time.Instant;

/**
 * A connection to another operator's server that was checked, its certificate is one of IGC Santé, in time and not revoked; or to a server of our own.
 *
 * @param ours whether it is our own, which has proven its name
 */
record Peer(Routes.Host host, boolean ours, RelayConnection connection, Instant idleSince) {

    Peer idleSince(Instant now) {
        return new Peer(host, ours, connection, now);
    }
}
