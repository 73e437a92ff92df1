package fr.pli.mime;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the Date field (RFC 5322 section 3.3), and what older, broken and foreign programs write: no weekday or a wrong one, years of two
 * digits, names of zones, comments anywhere, {@code 20-Feb-2024}, {@code Tue Feb 20 00:19:00 2024}.
 */
public final class SentDate {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final int LONGEST = 200;
    private static final int FARTHEST = 18 * 60;
    private static final int NONE = -1;

    private final String text;
    private int at;
    private int day = NONE;
    private int month = NONE;
    private int year = NONE;
    private LocalTime time = LocalTime.MIDNIGHT;
    private boolean timeRead;
    private ZoneOffset zone = ZoneOffset.UTC;

    private SentDate(String text) {
        this.text = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** The moment with the zone in which it was written; empty if there is no day, month and year. Without a time it is midnight, without a zone UTC. */
    public static Optional<OffsetDateTime> parse(String value) {
        SentDate date = new SentDate(value);
        try {
            date.read();
            return date.day == NONE || date.month == NONE || date.year == NONE
                    ? Optional.empty()
                    : Optional.of(LocalDate.of(date.year, date.month, date.day)
                            .atTime(date.time)
                            .atOffset(date.zone));
        } catch (DateTimeException | NumberFormatException noSuchDate) {
            return Optional.empty();
        }
    }

    private void read() {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '(' || c == ')') {
                depth = Math.max(0, depth + (c == '(' ? 1 : -1));
                at++;
            } else if (depth > 0) {
                at++;
            } else if (isDigit(c)) {
                number();
            } else if (Character.isLetter(c)) {
                word();
            } else if ((c == '+' || c == '-') && timeRead && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
                offset(c == '-');
            } else {
                at++;
            }
        }
    }

    private void number() {
        int begin = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == ':')) {
            at++;
        }
        String number = text.substring(begin, at);
        if (number.indexOf(':') > 0) {
            time(number.split(":", -1));
        } else if (number.length() <= 2 && day == NONE) {
            day = Integer.parseInt(number);
        } else if (year == NONE) {
            year = year(Integer.parseInt(number), number.length());
        }
    }

    /** Years of fewer than four digits as RFC 5322 section 4.3 reads them. */
    private static int year(int number, int digits) {
        return switch (digits) {
            case 1, 2 -> number + (number < 50 ? 2000 : 1900);
            case 3 -> number + 1900;
            default -> number;
        };
    }

    private void time(String[] parts) {
        int second = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
        time = LocalTime.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Math.min(second, 59));
        timeRead = true;
    }

    private void word() {
        int begin = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String word = text.substring(begin, at).toLowerCase(Locale.ROOT);
        int named = word.length() < 3 ? NONE : MONTHS.indexOf(word.substring(0, 3));
        if (month == NONE && named >= 0) {
            month = named + 1;
        } else if (timeRead) {
            zone(word);
        }
    }

    private void zone(String name) {
        int hours = switch (name) {
            case "edt" -> -4;
            case "est", "cdt" -> -5;
            case "cst", "mdt" -> -6;
            case "mst", "pdt" -> -7;
            case "pst" -> -8;
            case "cet" -> 1;
            case "cest" -> 2;
            default -> 0;
        };
        if (hours != 0) {
            zone = ZoneOffset.ofHours(hours);
        }
    }

    private void offset(boolean west) {
        int begin = ++at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == ':')) {
            at++;
        }
        String digits = text.substring(begin, at).replace(":", "");
        int minutes = digits.length() != 4
                ? 0
                : Integer.parseInt(digits.substring(0, 2)) * 60 + Integer.parseInt(digits.substring(2));
        if (minutes <= FARTHEST) {
            zone = ZoneOffset.ofTotalSeconds((west ? -minutes : minutes) * 60);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
