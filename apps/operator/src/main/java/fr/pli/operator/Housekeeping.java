package fr.pli.operator;

import fr.pli.imap.StoreUnavailableException;
import fr.pli.store.Indicators;
import fr.pli.store.MailSweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What must be done from time to time: sweep what nobody needs any longer, and make room for the months to come. Any node may do it. */
@Component
@EnableScheduling
class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final MailSweep sweep;
    private final Indicators indicators;

    Housekeeping(MailSweep sweep, Indicators indicators) {
        this.sweep = sweep;
        this.indicators = indicators;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
    void sweep() {
        try {
            log.debug("swept {}", sweep.run());
        } catch (StoreUnavailableException e) {
            log.warn("not swept, later again reason=\"{}\"", e.toString());
        }
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT12H")
    void prepareMonths() {
        try {
            indicators.prepareMonths();
        } catch (StoreUnavailableException e) {
            log.error("months to come not prepared reason=\"{}\"", e.toString());
        }
    }
}
