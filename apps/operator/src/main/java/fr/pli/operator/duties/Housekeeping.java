package fr.pli.operator.duties;

import fr.pli.exchange.ListeBlancheKeeper;
import fr.pli.exchange.TrustSpace;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.operator.OperatorProperties;
import fr.pli.registry.Indicators;
import fr.pli.store.MailSweep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/** What must be done from time to time: sweep what nobody needs any longer, and make room for the months to come. Any node may do it. */
@Component
@EnableScheduling
class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private static final int DUTIES = 8;
    private static final int LONGEST_KEPT = 120;

    private final MailSweep sweep;
    private final Indicators indicators;
    private final TrustSpace trust;
    private final IndicatorFiles drop;
    private final OperatorProperties properties;

    Housekeeping(
            MailSweep sweep,
            Indicators indicators,
            TrustSpace trust,
            IndicatorFiles drop,
            OperatorProperties properties) {
        this.sweep = sweep;
        this.indicators = indicators;
        this.trust = trust;
        this.drop = drop;
        this.properties = properties;
    }

    /** A duty that waits for a server elsewhere holds up no other. */
    @Bean
    static ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(DUTIES);
        scheduler.setThreadNamePrefix("duty-");
        return scheduler;
    }

    /** The month that is over. */
    @Scheduled(cron = "0 30 3 1 * *", zone = "${pli.indicators.zone:Europe/Paris}")
    void dropIndicators() {
        Path folder = properties.indicators().folder();
        if (folder == null) {
            return;
        }
        YearMonth month = YearMonth.now(properties.indicators().zone()).minusMonths(1);
        try {
            log.info("indicators month={} files={}", month, drop.write(folder, month));
        } catch (IOException | StoreUnavailableException e) {
            log.error("indicators month={} not written reason=\"{}\"", month, e.toString());
        }
    }

    @Scheduled(fixedDelayString = "PT2S")
    void refreshListeBlanche() {
        trust.keeper().ifPresent(ListeBlancheKeeper::refreshIfDue);
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

    /** By night: deliveries wait for it, a second at most. Only what was written into the folder is forgotten. */
    @Scheduled(cron = "0 10 4 * * *", zone = "Europe/Paris")
    void forgetIndicators() {
        Path folder = properties.indicators().folder();
        int keep = properties.indicators().keepMonths();
        if (folder == null || keep == 0) {
            return;
        }
        YearMonth now = YearMonth.now(properties.indicators().zone());
        try {
            for (int ago = LONGEST_KEPT; ago > keep; ago--) {
                YearMonth month = now.minusMonths(ago);
                if (drop.isWritten(folder, month) && indicators.forget(month)) {
                    log.info("indicators month={} forgotten", month);
                }
            }
        } catch (StoreUnavailableException e) {
            log.warn("old indicators not forgotten, tomorrow again reason=\"{}\"", e.toString());
        }
    }
}
