package fr.pli.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Dates as RFC 9051 section 9 writes them: {@code date} and {@code date-time}. */
final class ImapDates {

    private static final DateTimeFormatter DATE = lenientCase("");
    private static final DateTimeFormatter DATE_TIME = lenientCase(" HH:mm:ss xx");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("dd-MMM-uuuu HH:mm:ss xx", Locale.ENGLISH);
    private static final int MAX = 40;

    private ImapDates() {}

    /** <pre>date = 1*2DIGIT "-" date-month "-" 4DIGIT</pre> */
    static LocalDate date(String text) throws ImapSyntaxException {
        try {
            return LocalDate.parse(cut(text), DATE);
        } catch (DateTimeException _) {
            throw new ImapSyntaxException("expected a date as 1-Feb-2026", text);
        }
    }

    /** <pre>date-time = (SP DIGIT / 2DIGIT) "-" date-month "-" 4DIGIT SP time SP zone</pre> */
    static Instant dateTime(String text) throws ImapSyntaxException {
        try {
            return OffsetDateTime.parse(cut(text), DATE_TIME).toInstant();
        } catch (DateTimeException _) {
            throw new ImapSyntaxException("expected a date as 01-Feb-2026 12:00:00 +0100", text);
        }
    }

    /** A date-time, without quotes. */
    static String written(Instant instant, ZoneId zone) {
        return WRITTEN.format(instant.atZone(zone));
    }

    private static String cut(String text) {
        return text.length() > MAX ? "" : text.strip();
    }

    /** Years have four digits and no sign, which {@code uuuu} would let through: a store need not know the year +1000000. */
    private static DateTimeFormatter lenientCase(String time) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern("d-MMM-")
                .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NOT_NEGATIVE)
                .appendPattern(time)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
