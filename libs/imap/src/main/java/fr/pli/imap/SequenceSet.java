package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
public record SequenceSet(List<Span> ranges, boolean saved) {

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

    public static SequenceSet read(Arguments args) throws ImapSyntaxException {
        if (args.skip('$')) {
            return SAVED;
        }
        List<Span> ranges = new ArrayList<>();
        do {
            long one = number(args);
            ranges.add(new Span(one, args.skip(':') ? number(args) : one));
            if (ranges.size() > MAX_RANGES) {
                throw new ImapSyntaxException("at most " + MAX_RANGES + " ranges in a set");
            }
        } while (args.skip(','));
        return of(ranges);
    }

    private static long number(Arguments args) throws ImapSyntaxException {
        if (args.skip('*')) {
            return STAR;
        }
        long number = args.number32();
        if (number == 0) {
            throw new ImapSyntaxException("message numbers begin at 1");
        }
        return number;
    }

    static SequenceSet of(List<Span> ranges) {
        return new SequenceSet(List.copyOf(ranges), false);
    }

    /** Every message. */
    static SequenceSet all() {
        return of(List.of(new Span(1, STAR)));
    }

    /**
     * Which of these numbers it names. Takes time in proportion to both, not to their product.
     *
     * @param ascending numbers
     * @param last what the star stands for
     */
    int[] filter(int[] ascending, long last) {
        List<Span> sorted = ranges.stream()
                .sorted(Comparator.comparingLong(span -> span.low(last)))
                .toList();
        int[] named = new int[ascending.length];
        int count = 0;
        int next = 0;
        long reach = 0;
        for (int number : ascending) {
            while (next < sorted.size() && sorted.get(next).low(last) <= number) {
                reach = Math.max(reach, sorted.get(next++).high(last));
            }
            if (number <= reach) {
                named[count++] = number;
            }
        }
        return Arrays.copyOf(named, count);
    }
}
