package fr.pli.imap.syntax;

import java.util.List;

/** Sets of numbers as responses write them: {@code 1:3,7}. */
public final class NumberSet {

    private NumberSet() {}

    /** @param ascending each number once */
    public static String of(int[] ascending) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < ascending.length) {
            int from = ascending[i];
            int to = from;
            while (i + 1 < ascending.length && ascending[i + 1] == to + 1) {
                i++;
                to++;
            }
            i++;
            range(out, from, to);
        }
        return out.toString();
    }

    /** In the order given; only ascending runs are drawn together. */
    public static String of(List<Integer> numbers) {
        return of(numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void range(StringBuilder out, int from, int to) {
        if (!out.isEmpty()) {
            out.append(',');
        }
        out.append(from);
        if (to > from) {
            out.append(':').append(to);
        }
    }
}
