package fr.pli.operator.duties;

import fr.pli.annuaire.AnnuaireException;
import fr.pli.annuaire.Publisher;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.Registry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the Annuaire what has changed, and reads back by night what it has. Any node may do it. */
@Component
public class AnnuaireDuties {

    private static final Logger log = LoggerFactory.getLogger(AnnuaireDuties.class);

    private final Optional<Publisher> publisher;
    private final Registry registry;

    AnnuaireDuties(Optional<Publisher> publisher, Registry registry) {
        this.publisher = publisher;
        this.registry = registry;
    }

    /** What was lost there is told again. A holder or a structure that has left shows as {@code owner-unknown} among what it does not take. */
    @Scheduled(cron = "0 50 4 * * *", zone = "Europe/Paris")
    public void compare() {
        publisher.ifPresent(one -> {
            try {
                registry.domains().forEach(domain -> compare(one, domain));
            } catch (StoreUnavailableException e) {
                log.warn("annuaire not read back tonight reason=\"{}\"", e.toString());
            }
        });
    }

    private static void compare(Publisher publisher, String domain) {
        try {
            int differences = publisher.compare(domain, true).size();
            log.info("annuaire domain={} differences={}", domain, differences);
        } catch (AnnuaireException e) {
            log.warn("annuaire domain={} not read back tonight reason=\"{}\"", domain, e.getMessage());
        }
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
