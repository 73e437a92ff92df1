package fr.pli.tls;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When CRLs are fetched anew. Key {@code crl.refresh}. */
public sealed interface RefreshSchedule {

    /** Once a day after this time of French clocks: IGC Santé publishes every morning from 7:00. */
    record Daily(LocalTime after) implements RefreshSchedule {

        private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

        @Override
        public Instant next(Instant last) {
            ZonedDateTime day = last.atZone(PARIS).with(after);
            return (day.toInstant().isAfter(last) ? day : day.plusDays(1)).toInstant();
        }

        @Override
        public Duration pause() {
            return Duration.ofHours(1);
        }
    }

    /** Again and again after this time. */
    record Every(Duration period) implements RefreshSchedule {

        @Override
        public Instant next(Instant last) {
            return last.plus(period);
        }

        @Override
        public Duration pause() {
            return period;
        }
    }

    /** When the fetch after one that brought news at {@code last} is due. */
    Instant next(Instant last);

    /** How long to wait after a fetch that brought none. */
    Duration pause();

    /**
     * {@code 07:00} for once a day, {@code PT10M} (ISO 8601, at least a second) for again and again.
     *
     * @throws TlsConfigurationException if it is neither, named as {@code key}
     */
    static RefreshSchedule parse(String key, String text) {
        try {
            if (!text.startsWith("PT")) {
                return new Daily(LocalTime.parse(text));
            }
            Duration period = Duration.parse(text);
            if (period.compareTo(Duration.ofSeconds(1)) >= 0) {
                return new Every(period);
            }
        } catch (DateTimeException e) {
            throw new TlsConfigurationException(key, '"' + text + "\" is no time", "07:00, PT10M", e);
        }
        throw new TlsConfigurationException(key, '"' + text + "\" is too short", "07:00, PT10M");
    }
}
