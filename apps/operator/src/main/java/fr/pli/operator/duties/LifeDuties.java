package fr.pli.operator.duties;

import fr.pli.life.ContactMailer;
import fr.pli.life.LifeJob;
import fr.pli.operator.OperatorProperties;
import fr.pli.postgres.Duties;
import fr.pli.postgres.Duty;
import java.time.Duration;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Runs what the life of the BAL needs from time to time. One node does it at a time. */
@Component
class LifeDuties {

    private static final Duty CONTACT_MAILS = DutyNames.every("contact-mails", Duration.ZERO);

    private final Duties duties;
    private final LifeJob job;
    private final Optional<ContactMailer> mailer;
    private final OperatorProperties properties;

    LifeDuties(Duties duties, LifeJob job, Optional<ContactMailer> mailer, OperatorProperties properties) {
        this.duties = duties;
        this.job = job;
        this.mailer = mailer;
        this.properties = properties;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void daily() {
        if (properties.mss14().daily()) {
            duties.run(DutyNames.LIFE, _ -> job.run());
        }
    }

    @Scheduled(fixedDelayString = "PT10S")
    void contactMails() {
        mailer.ifPresent(one -> duties.run(CONTACT_MAILS, _ -> one.run()));
    }
}
