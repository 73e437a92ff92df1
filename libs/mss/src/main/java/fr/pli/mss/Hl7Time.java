package fr.pli.mss;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as HL7 v3 writes it ({@code YYYY[MM[DD[HHMM[SS[.S]]]]][+ZZZZ]}), with the precision that it has. Kept as written, whatever
 * it is; an empty one says that there is none.
 */
public record Hl7Time(String value) {

    /** No moment. */
    public static final Hl7Time NONE = new Hl7Time("");

    private static final Pattern FORM = Pattern.compile(
            "\\d{4}(\\d{2}(?<day>\\d{2}(?<time>\\d{4}(?<seconds>\\d{2}(?:\\.\\d{1,6})?)?)?)?)?(?<offset>[+-]\\d{4})?");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuuMMddHHmm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    /** Whether there is none. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The calendar day as written, if it is precise enough and there is such a day. */
    public Optional<LocalDate> date() {
        Matcher form = FORM.matcher(value);
        if (!form.matches() || form.group("day") == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /**
     * The moment as METADATA.XML writes it: UTC, no offset, the same precision (IHE ITI TF-3 table 4.2.3.1.7-2, DTM). Without an
     * offset it was the time of Paris. A day or less precise moment stays as it is; what is none at all becomes empty.
     */
    public String toDtm() {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            return "";
        }
        String offset = form.group("offset");
        if (form.group("time") == null) {
            boolean wrongDay = form.group("day") != null && date().isEmpty();
            return wrongDay ? "" : value.substring(0, offset == null ? value.length() : form.start("offset"));
        }
        boolean seconds = form.group("seconds") != null;
        DateTimeFormatter layout = seconds ? SECONDS : MINUTES;
        try {
            LocalDateTime local = LocalDateTime.parse(value.substring(0, seconds ? 14 : 12), layout);
            OffsetDateTime moment =
                    offset == null ? local.atZone(PARIS).toOffsetDateTime() : local.atOffset(ZoneOffset.of(offset));
            return layout.format(moment.withOffsetSameInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchTime) {
            return "";
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
