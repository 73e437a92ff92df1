package fr.pli.operator;

import fr.pli.annuaire.Publisher;
import fr.pli.imap.StoreUnavailableException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the Annuaire what has changed. Any node may do it. */
@Component
class AnnuaireDuties {

    private static final Logger log = LoggerFactory.getLogger(AnnuaireDuties.class);

    private final Optional<Publisher> publisher;

    AnnuaireDuties(Optional<Publisher> publisher) {
        this.publisher = publisher;
    }

    @Scheduled(fixedDelayString = "PT2S")
    void publish() {
        publisher.ifPresent(one -> {
            try {
                int taken = one.run();
                while (taken > 0) {
                    taken = one.run();
                }
            } catch (StoreUnavailableException e) {
                log.warn("nothing published for now reason=\"{}\"", e.toString());
            }
        });
    }
}
