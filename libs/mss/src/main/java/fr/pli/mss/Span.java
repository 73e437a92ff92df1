package fr.pli.mss;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time on a clock that somebody may set: a pause, or the life of what is remembered. A clock that was set back before the begin
 * has left it, just as one that has come to the end; so no step of the clock, however far, makes it last longer than twice.
 *
 * @param begin the first instant in it
 * @param end the first instant after it
 */
public record Span(Instant begin, Instant end) {

    /** One that nothing lies in: it has always been left. */
    public static final Span OVER = new Span(Instant.MIN, Instant.MIN);

    /** From {@code begin} on, for so long. */
    public static Span of(Instant begin, Duration length) {
        return new Span(begin, begin.plus(length));
    }

    /** The same, but to {@code other} at the latest. */
    public Span upTo(Instant other) {
        return other.isBefore(end) ? new Span(begin, other) : this;
    }

    /** Is {@code now} in it? */
    public boolean covers(Instant now) {
        return !now.isBefore(begin) && now.isBefore(end);
    }
}
