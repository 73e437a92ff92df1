package fr.pli.operator;

import fr.pli.exchange.Dispatcher;
import java.util.Optional;

/**
 * The way out to other operators.
 *
 * @param dispatcher empty where no liste blanche is configured
 */
record Relay(Optional<Dispatcher> dispatcher) {

    /** Something may have been queued. */
    void wake() {
        dispatcher.ifPresent(Dispatcher::wake);
    }
}
