package fr.pli.exchange;

import fr.pli.store.Queue;
import java.time.Duration;

/**
 * How hard we try.
 *
 * @param perHost connections to one server at a time
 * @param perMinute messages that this node gives to one server; 0 for no bound
 * @param couriers couriers of this node at a time
 * @param first pause after the first failure; it doubles
 * @param longest pause
 * @param largestWhole octets of a message that is returned whole where RET=FULL asks for it; of others the header is
 * @param patience when the sender is told
 */
public record RelayRules(
        int perHost,
        int perMinute,
        int couriers,
        Duration first,
        Duration longest,
        long largestWhole,
        Queue.Patience patience) {}
