package fr.pli.lps;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of the list of messages.
 *
 * @param uid by which it is fetched
 * @param fromName display name, or the address if it has none
 * @param shownSubject without the marker that readers hide (ECO.3.1.3)
 * @param received when the operator took it, if it says so
 * @param size in octets
 */
public record MessageSummary(
        long uid,
        String from,
        String fromName,
        String shownSubject,
        Optional<Instant> received,
        long size,
        boolean seen) {}
