package fr.pli.bench;

import java.util.Arrays;
import java.util.List;

/** Figures of several rounds of one cell: what is shown is the median, with the lowest and the highest beside it. */
record Statistics(double median, double lowest, double highest) {

    static Statistics of(List<Double> figures) {
        double[] sorted =
                figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Statistics(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** The time below which this share of all lies, in milliseconds; nearest rank. */
    static double percentile(List<long[]> nanos, double share) {
        long[] sorted = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
    }
}
