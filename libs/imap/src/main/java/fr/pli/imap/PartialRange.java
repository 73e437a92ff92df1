package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.util.Arrays;

/**
 * Places among results, from 1 at the first of them or at the last (RFC 9394).
 * <pre>partial-range = nz-number ":" nz-number / "-" nz-number ":" "-" nz-number</pre>
 *
 * @param one either end, both included
 * @param fromEnd whether the last result is 1
 */
record PartialRange(long one, long other, boolean fromEnd) {

    /** All results. */
    static final PartialRange ALL = new PartialRange(1, 0xFFFF_FFFFL, false);

    static PartialRange read(Arguments args) throws ImapSyntaxException {
        boolean fromEnd = args.skip('-');
        long one = place(args);
        args.expect(':');
        if (fromEnd) {
            args.expect('-');
        }
        return new PartialRange(one, place(args), fromEnd);
    }

    /** Those of the results that it names, in their order. */
    int[] of(int[] results) {
        int from = (int) Math.min(Math.min(one, other) - 1, results.length);
        int to = (int) Math.min(Math.max(one, other), results.length);
        return fromEnd
                ? Arrays.copyOfRange(results, results.length - to, results.length - from)
                : Arrays.copyOfRange(results, from, to);
    }

    /** As it was written. */
    @Override
    public String toString() {
        String sign = fromEnd ? "-" : "";
        return sign + one + ":" + sign + other;
    }

    private static long place(Arguments args) throws ImapSyntaxException {
        long place = args.number32();
        if (place == 0) {
            throw new ImapSyntaxException("places begin at 1");
        }
        return place;
    }
}
