package fr.pli.operator.duties;

import fr.pli.exchange.ListeBlancheKeeper;
import fr.pli.exchange.TrustSpace;
import fr.pli.operator.OperatorProperties;
import fr.pli.postgres.Duties;
import fr.pli.postgres.Duty;
import fr.pli.registry.Indicators;
import fr.pli.registry.Traces;
import fr.pli.store.MailSweep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/** What must be done from time to time: sweep what nobody needs any longer, and make room for the months to come. One node does each at a time. */
@Component
@EnableScheduling
class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private static final int THREADS = 10;
    private static final int LONGEST_KEPT = 120;
    private static final String LOOK = "PT1M";

    private static final Duty SWEEP = DutyNames.every("sweep", Duration.ofMinutes(5));
    private static final Duty MONTHS = DutyNames.every("months", Duration.ofHours(12));
    private static final Duty FORGET = DutyNames.daily("indicators-forget", 4, 10);
    private static final Duty FORGET_TRACES = DutyNames.daily("traces-forget", 4, 20);

    private final Duties duties;
    private final MailSweep sweep;
    private final Indicators indicators;
    private final Traces traces;
    private final TrustSpace trust;
    private final IndicatorFiles drop;
    private final OperatorProperties properties;

    Housekeeping(
            Duties duties,
            MailSweep sweep,
            Indicators indicators,
            Traces traces,
            TrustSpace trust,
            IndicatorFiles drop,
            OperatorProperties properties) {
        this.duties = duties;
        this.sweep = sweep;
        this.indicators = indicators;
        this.traces = traces;
        this.trust = trust;
        this.drop = drop;
        this.properties = properties;
    }

    /** A duty that waits for a server elsewhere holds up no other. */
    @Bean
    static ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("duty-");
        return scheduler;
    }

    /** The months that are over since the last time: one that could not be written is written later. */
    @Scheduled(initialDelayString = LOOK, fixedDelayString = LOOK)
    void dropIndicators() {
        ZoneId zone = properties.indicators().zone();
        duties.run(DutyNames.monthly("indicators", 3, 30, zone), run -> {
            Path folder = properties.indicators().folder();
            if (folder != null) {
                drop.write(
                        folder,
                        YearMonth.from(run.covered().atZone(zone)),
                        YearMonth.from(run.began().atZone(zone)));
            }
        });
    }

    /** On each node: each holds the list in memory. */
    @Scheduled(fixedDelayString = "PT2S")
    void refreshListeBlanche() {
        trust.keeper().ifPresent(ListeBlancheKeeper::refreshIfDue);
    }

    @Scheduled(initialDelayString = LOOK, fixedDelayString = LOOK)
    void sweep() {
        duties.run(SWEEP, _ -> log.debug("swept {}", sweep.run()));
    }

    @Scheduled(initialDelayString = LOOK, fixedDelayString = LOOK)
    void prepareMonths() {
        duties.run(MONTHS, _ -> indicators.prepareMonths());
    }

    /** By night: deliveries wait for it, a second at most. Only what was written into the folder is forgotten. */
    @Scheduled(initialDelayString = LOOK, fixedDelayString = LOOK)
    void forgetIndicators() {
        duties.run(FORGET, run -> {
            Path folder = properties.indicators().folder();
            int keep = properties.indicators().keepMonths();
            if (folder == null || keep == 0) {
                return;
            }
            YearMonth now =
                    YearMonth.from(run.began().atZone(properties.indicators().zone()));
            for (int ago = LONGEST_KEPT; ago > keep; ago--) {
                YearMonth month = now.minusMonths(ago);
                if (drop.isWritten(folder, month) && indicators.forget(month)) {
                    log.info("indicators month={} forgotten", month);
                }
            }
        });
    }

    /** By night too: audit and connections whose time is over. */
    @Scheduled(initialDelayString = LOOK, fixedDelayString = LOOK)
    void forgetTraces() {
        duties.run(FORGET_TRACES, _ -> {
            traces.forget(Traces.Journal.AUDIT, properties.trace().audit());
            traces.forget(Traces.Journal.CONNECTION, properties.trace().connections());
        });
    }
}
