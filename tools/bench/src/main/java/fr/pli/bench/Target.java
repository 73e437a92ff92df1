package fr.pli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a cell asks of Pli; 0 where nothing is asked.
 *
 * @param times how many times the rate of the peer
 * @param cpuMillis processor time for each, at most
 * @param p50Millis what half of them take, at most
 * @param p99Millis what ninety-nine of a hundred take, at most
 * @param megabytes memory, at most
 */
record Target(double times, double cpuMillis, double p50Millis, double p99Millis, double megabytes) {

    static final Target NONE = new Target(0, 0, 0, 0, 0);

    /** So many times the rate of the peer. */
    static Target times(double times) {
        return new Target(times, 0, 0, 0, 0);
    }

    /** And so much processor time for each at most. */
    Target cpu(double millis) {
        return new Target(times, millis, p50Millis, p99Millis, megabytes);
    }

    /** And half of them within this time. */
    Target p50(double millis) {
        return new Target(times, cpuMillis, millis, p99Millis, megabytes);
    }

    /** And ninety-nine of a hundred within this time. */
    Target p99(double millis) {
        return new Target(times, cpuMillis, p50Millis, millis, megabytes);
    }

    /** And within this memory. */
    Target memory(double most) {
        return new Target(times, cpuMillis, p50Millis, p99Millis, most);
    }

    /** What is asked, and after it whether it is met or what was missed. {@code timesThePeer} is 0 where no peer was measured. */
    String verdict(double timesThePeer, double cpu, double p50, double p99, double memory) {
        List<String> asked = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        look("%.1f×", times, timesThePeer >= times, asked, missed);
        look("CPU %.1f ms", cpuMillis, cpu <= cpuMillis, asked, missed);
        look("p50 %.0f ms", p50Millis, p50 <= p50Millis, asked, missed);
        look("p99 %.0f ms", p99Millis, p99 <= p99Millis, asked, missed);
        look("%.0f MB", megabytes, memory <= megabytes, asked, missed);
        if (asked.isEmpty()) {
            return "";
        }
        if (times > 0 && timesThePeer == 0) {
            return String.join(", ", asked) + ": no peer";
        }
        return String.join(", ", asked)
                + (missed.isEmpty() ? ": met" : ": **missed** (" + String.join(", ", missed) + ")");
    }

    private static void look(String format, double wanted, boolean met, List<String> asked, List<String> missed) {
        if (wanted > 0) {
            String text = String.format(Locale.ROOT, format, wanted);
            asked.add(text);
            if (!met) {
                missed.add(text);
            }
        }
    }
}
