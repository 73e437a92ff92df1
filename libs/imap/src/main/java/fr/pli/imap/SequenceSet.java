package fr.pli.imap;

import java.util.List;

/**
 * Message numbers or UIDs as a client names them (RFC 9051 section 9), or the saved result of a search.
 * <pre>
 * sequence-set = (seq-number / seq-range) ["," sequence-set] / "$"
 * seq-number   = nz-number / "*"
 * </pre>
 *
 * @param saved whether it is {@code $}; then there are no ranges
 */
record SequenceSet(List<Span> ranges, boolean saved) {

    /** {@code *}: the last message. */
    static final long STAR = 0;

    /** The most ranges in one set. */
    static final int MAX_RANGES = 10_000;

    static final SequenceSet SAVED = new SequenceSet(List.of(), true);

    /** From one to the other, both included, in any order; either may be {@link #STAR}. */
    record Span(long one, long other) {

        long low(long last) {
            return Math.min(number(one, last), number(other, last));
        }

        long high(long last) {
            return Math.max(number(one, last), number(other, last));
        }

        private static long number(long written, long last) {
            return written == STAR ? last : written;
        }
    }

    static SequenceSet of(List<Span> ranges) {
        return new SequenceSet(List.copyOf(ranges), false);
    }

    /** Every message. */
    static SequenceSet all() {
        return of(List.of(new Span(1, STAR)));
    }

    /** Whether it names that number; {@code last} is what the star stands for. */
    boolean contains(long number, long last) {
        return ranges.stream().anyMatch(span -> number >= span.low(last) && number <= span.high(last));
    }
}
