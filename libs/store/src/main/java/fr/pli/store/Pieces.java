package fr.pli.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many messages are worked on some at a time: what is held in memory has a bound, whatever a mailbox holds. */
final class Pieces {

    /** Messages of a piece. */
    static final int SIZE = 1000;

    private Pieces() {}

    /** The same in order, no piece larger than {@link #SIZE}. */
    static List<int[]> of(int[] uids) {
        List<int[]> pieces = new ArrayList<>();
        for (int from = 0; from < uids.length; from += SIZE) {
            pieces.add(Arrays.copyOfRange(uids, from, Math.min(uids.length, from + SIZE)));
        }
        return pieces;
    }
}
