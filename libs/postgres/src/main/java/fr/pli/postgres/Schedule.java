package fr.pli.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/** When a duty is due again. Pure: the moment of the last success in, the next one out. */
public sealed interface Schedule {

    /** The first moment after {@code last} at which the duty is due. */
    Instant after(Instant last);

    /** So long after the last time; {@link Duration#ZERO}: whenever it is asked for. */
    record Every(Duration pause) implements Schedule {

        @Override
        public Instant after(Instant last) {
            return last.plus(pause);
        }
    }

    /** Each day at that time. */
    record Daily(LocalTime at, ZoneId zone) implements Schedule {

        @Override
        public Instant after(Instant last) {
            ZonedDateTime there = last.atZone(zone);
            ZonedDateTime today = there.toLocalDate().atTime(at).atZone(zone);
            return today.toInstant().isAfter(last)
                    ? today.toInstant()
                    : there.toLocalDate().plusDays(1).atTime(at).atZone(zone).toInstant();
        }
    }

    /** On the first of each month at that time. */
    record Monthly(LocalTime at, ZoneId zone) implements Schedule {

        @Override
        public Instant after(Instant last) {
            ZonedDateTime there = last.atZone(zone);
            ZonedDateTime now = there.toLocalDate().withDayOfMonth(1).atTime(at).atZone(zone);
            return now.toInstant().isAfter(last)
                    ? now.toInstant()
                    : there.toLocalDate()
                            .with(TemporalAdjusters.firstDayOfNextMonth())
                            .atTime(at)
                            .atZone(zone)
                            .toInstant();
        }
    }
}
