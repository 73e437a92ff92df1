package fr.pli.imap.syntax;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Dates as RFC 9051 section 9 writes them: {@code date} and {@code date-time}. */
public final class ImapDates {

    private static final DateTimeFormatter DATE = lenientCase("");
    private static final DateTimeFormatter DATE_TIME = lenientCase(" HH:mm:ss xx");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("dd-MMM-uuuu HH:mm:ss xx", Locale.ENGLISH);
    private static final List<ZoneOffset> OTHER_ZONES = List.of(ZoneOffset.UTC, ZoneOffset.MIN, ZoneOffset.MAX);
    private static final int MAX = 40;

    private ImapDates() {}

    /** <pre>date = 1*2DIGIT "-" date-month "-" 4DIGIT</pre> */
    public static LocalDate date(String text) throws ImapSyntaxException {
        try {
            return LocalDate.parse(cut(text), DATE);
        } catch (DateTimeException _) {
            throw new ImapSyntaxException("expected a date as 1-Feb-2026", text);
        }
    }

    /** <pre>date-time = (SP DIGIT / 2DIGIT) "-" date-month "-" 4DIGIT SP time SP zone</pre> */
    public static Instant dateTime(String text) throws ImapSyntaxException {
        try {
            return OffsetDateTime.parse(cut(text), DATE_TIME).toInstant();
        } catch (DateTimeException _) {
            throw new ImapSyntaxException("expected a date as 01-Feb-2026 12:00:00 +0100", text);
        }
    }

    /** A date-time, without quotes; in another zone where it could not be written in this one, for APPEND takes dates of any zone from year 0 to 9999. */
    public static String written(Instant instant, ZoneId zone) {
        return Stream.concat(Stream.of(zone), OTHER_ZONES.stream())
                .map(instant::atZone)
                .filter(ImapDates::canBeWritten)
                .findFirst()
                .orElseGet(() -> instant.atZone(zone))
                .format(WRITTEN);
    }

    /** With a year of four digits and an offset of whole minutes, which that of Paris was not before 1911. */
    private static boolean canBeWritten(ZonedDateTime date) {
        return date.getYear() >= 0 && date.getYear() <= 9999 && date.getOffset().getTotalSeconds() % 60 == 0;
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
