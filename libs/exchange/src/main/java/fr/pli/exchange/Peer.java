package fr.pli.exchange;

import fr.pli.smtp.RelayConnection;
import java.time.Instant;

/** A connection to another operator's server that was checked: its certificate is one of IGC Santé, in time and not revoked. */
record Peer(Routes.Host host, RelayConnection connection, Instant idleSince) {

    Peer idleSince(Instant now) {
        return new Peer(host, connection, now);
    }
}
