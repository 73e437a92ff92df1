package fr.pli.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;

/** What all rounds gave, and how it is shown. */
final class Results {

    private final Map<String, Map<String, List<Cell.Outcome>>> cells = new LinkedHashMap<>();

    /** The first contender that is added to a cell is the one that ratios are of. */
    void add(String cell, String contender, Cell.Outcome outcome) {
        cells.computeIfAbsent(cell, _ -> new LinkedHashMap<>())
                .computeIfAbsent(contender, _ -> new ArrayList<>())
                .add(outcome);
    }

    /** A table in Markdown: a row for each cell and contender. */
    void print(PrintStream out) {
        out.println();
        out.println(
                "| cell | contender | per second (lowest–highest) | p50 · p99 ms | server CPU ms each | Pli to it |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        cells.forEach((cell, byContender) -> {
            double ours = rate(byContender.values().iterator().next()).median();
            byContender.forEach((contender, outcomes) -> out.println(row(cell, contender, outcomes, ours)));
        });
    }

    private static String row(String cell, String contender, List<Cell.Outcome> outcomes, double ours) {
        Statistics rate = rate(outcomes);
        Statistics cpu = statistics(outcomes, Cell.Outcome::cpuMillis);
        List<long[]> latencies = outcomes.stream().map(Cell.Outcome::latencies).toList();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f (%.0f–%.0f) | %.1f · %.1f | %.2f | %.1f |",
                cell,
                contender,
                rate.median(),
                rate.lowest(),
                rate.highest(),
                Statistics.percentile(latencies, 0.5),
                Statistics.percentile(latencies, 0.99),
                cpu.median(),
                ours / rate.median());
    }

    /** The same for a program: cell, contender, then rates and processor times of the rounds, and percentiles over all. */
    String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        cells.forEach((cell, byContender) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            byContender.forEach((contender, outcomes) -> {
                List<long[]> latencies =
                        outcomes.stream().map(Cell.Outcome::latencies).toList();
                row.put(
                        contender,
                        Map.of(
                                "perSecond",
                                        outcomes.stream()
                                                .map(Cell.Outcome::rate)
                                                .toList(),
                                "cpuMillis",
                                        outcomes.stream()
                                                .map(Cell.Outcome::cpuMillis)
                                                .toList(),
                                "p50Millis", Statistics.percentile(latencies, 0.5),
                                "p99Millis", Statistics.percentile(latencies, 0.99)));
            });
            root.put(cell, row);
        });
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static Statistics rate(List<Cell.Outcome> outcomes) {
        return statistics(outcomes, Cell.Outcome::rate);
    }

    private static Statistics statistics(List<Cell.Outcome> outcomes, ToDoubleFunction<Cell.Outcome> figure) {
        return Statistics.of(outcomes.stream().map(figure::applyAsDouble).toList());
    }
}
