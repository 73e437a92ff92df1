package fr.pli.operator.duties;

import fr.pli.life.ContactMailer;
import fr.pli.life.LifeJob;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.operator.OperatorProperties;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Runs what the life of the BAL needs from time to time. Any node may do it. */
@Component
class LifeDuties {

    private static final Logger log = LoggerFactory.getLogger(LifeDuties.class);

    private final LifeJob job;
    private final Optional<ContactMailer> mailer;
    private final OperatorProperties properties;

    LifeDuties(LifeJob job, Optional<ContactMailer> mailer, OperatorProperties properties) {
        this.job = job;
        this.mailer = mailer;
        this.properties = properties;
    }

    /** Before the day begins: whoever is told of it can act on it. */
    @Scheduled(cron = "0 30 6 * * *", zone = "Europe/Paris")
    void daily() {
        if (!properties.mss14().daily()) {
            return;
        }
        try {
            job.run();
        } catch (StoreUnavailableException e) {
            log.error("life not looked at today reason=\"{}\"", e.toString());
        }
    }

    @Scheduled(fixedDelayString = "PT10S")
    void contactMails() {
        mailer.ifPresent(one -> {
            try {
                one.run();
            } catch (StoreUnavailableException e) {
                log.warn("contact mails not sent reason=\"{}\"", e.toString());
            }
        });
    }
}
