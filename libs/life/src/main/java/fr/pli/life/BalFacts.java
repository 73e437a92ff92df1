package fr.pli.life;

import fr.pli.mss.BalType;
import fr.pli.registry.BalState;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a BAL's life.
 *
 * @param listeRouge it is never published, so it is never unpublished either
 * @param connected the last accepted log-in of somebody who may open it; empty before the first
 * @param notices how often its deletion was announced since
 * @param noticed the last time
 */
public record BalFacts(
        BalType type,
        BalState state,
        boolean listeRouge,
        Instant created,
        Optional<Instant> connected,
        int notices,
        Optional<Instant> noticed) {

    /** From when its time counts: its first days are no absence. */
    public Instant since() {
        return connected.filter(created::isBefore).orElse(created);
    }
}
