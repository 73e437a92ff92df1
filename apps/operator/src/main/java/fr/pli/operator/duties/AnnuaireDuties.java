package fr.pli.operator.duties;

import fr.pli.annuaire.AnnuaireException;
import fr.pli.annuaire.Publisher;
import fr.pli.postgres.Duties;
import fr.pli.postgres.Duty;
import fr.pli.registry.Registry;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the Annuaire what has changed, and reads back by night what it has. One node does it at a time. */
@Component
public class AnnuaireDuties {

    private static final Logger log = LoggerFactory.getLogger(AnnuaireDuties.class);
    private static final Duty COMPARE = DutyNames.daily("annuaire-compare", 4, 50);
    private static final Duty PUBLISH = DutyNames.every("annuaire-publish", Duration.ZERO);

    private final Duties duties;
    private final Optional<Publisher> publisher;
    private final Registry registry;

    AnnuaireDuties(Duties duties, Optional<Publisher> publisher, Registry registry) {
        this.duties = duties;
        this.publisher = publisher;
        this.registry = registry;
    }

    /** What was lost there is told again. A holder or a structure that has left shows as {@code owner-unknown} among what it does not take. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    public void compare() {
        publisher.ifPresent(one -> duties.run(COMPARE, _ -> compareAll(one)));
    }

    /** A domain that cannot be read back stops no other; the duty is done again for its sake. */
    private void compareAll(Publisher one) throws AnnuaireException {
        Optional<AnnuaireException> failure = Optional.empty();
        for (String domain : registry.domains()) {
            try {
                log.info(
                        "annuaire domain={} differences={}",
                        domain,
                        one.compare(domain, true).size());
            } catch (AnnuaireException e) {
                log.warn("annuaire domain={} not read back for now reason=\"{}\"", domain, e.getMessage());
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    @Scheduled(fixedDelayString = "PT2S")
    void publish() {
        publisher.ifPresent(one -> duties.run(PUBLISH, _ -> {
            int taken = one.run();
            while (taken > 0) {
                taken = one.run();
            }
        }));
    }
}
