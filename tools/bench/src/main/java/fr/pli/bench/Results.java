package fr.pli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;

/** What all rounds gave, and how it is shown. */
final class Results {

    private static final String HEAD = """
            | cell | contender | each second (lowest–highest) | p50 · p99 ms | server CPU ms each | client CPU ms each | server MB | Pli to it | target |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /** The first contender that is added to a cell is the one that ratios are of. */
    void add(Cell cell, String contender, Cell.Outcome outcome) {
        rows.computeIfAbsent(cell.name(), _ -> new Row(cell.target(), new LinkedHashMap<>()))
                .contenders()
                .computeIfAbsent(contender, _ -> new Rounds(new ArrayList<>()))
                .outcomes()
                .add(outcome);
    }

    /** A contender did not get through a round. */
    void fail(Cell cell, String contender, int round, Exception why) {
        Throwable cause = why.getCause() == null ? why : why.getCause();
        failures.add("%s: round %d of %s failed, %s.".formatted(cell.name(), round, contender, cause.getMessage()));
    }

    /** The table, below it what failed, and how cells compare to each other. */
    String text() {
        StringBuilder text = new StringBuilder(table());
        failures.forEach(failure -> text.append('\n').append(failure).append('\n'));
        for (Comparison each : Cells.COMPARISONS) {
            Row row = rows.get(each.cell());
            Row other = rows.get(each.other());
            if (row != null && other != null) {
                double share = row.ours().of(each.figure()).median()
                        / other.ours().of(each.figure()).median();
                text.append(String.format(
                        Locale.ROOT,
                        "%n%s: %s is %.0f %% of %s.%n",
                        each.cell(),
                        each.what(),
                        100 * share,
                        each.other()));
            }
        }
        return text.toString();
    }

    /** A table in Markdown: a row for each cell and contender. */
    String table() {
        StringBuilder table = new StringBuilder(HEAD);
        rows.forEach((cell, row) -> row.contenders()
                .keySet()
                .forEach(contender -> table.append(row.line(cell, contender)).append('\n')));
        return table.toString();
    }

    /** The same for a program: cell, contender, then the figures of each round, and percentiles over all. */
    String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        rows.forEach((cell, row) -> {
            Map<String, Object> contenders = new LinkedHashMap<>();
            row.contenders().forEach((contender, rounds) -> contenders.put(contender, rounds.figures()));
            root.put(cell, contenders);
        });
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    /** A cell with its contenders, the one that ratios are of before the others. */
    private record Row(Target target, SequencedMap<String, Rounds> contenders) {

        String line(String cell, String contender) {
            Rounds rounds = Objects.requireNonNull(contenders.get(contender));
            Statistics rate = rounds.of(Cell.Outcome::rate);
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s (%s–%s) | %s | %.2f | %.2f | %.0f | %.1f | %s |",
                    cell,
                    contender,
                    shown(rate.median()),
                    shown(rate.lowest()),
                    shown(rate.highest()),
                    rounds.times(),
                    rounds.of(Cell.Outcome::cpuMillis).median(),
                    rounds.of(Cell.Outcome::clientMillis).median(),
                    rounds.of(Cell.Outcome::residentMegabytes).median(),
                    ours().of(Cell.Outcome::rate).median() / rate.median(),
                    contender.equals(contenders.firstEntry().getKey()) ? verdict() : "");
        }

        private Rounds ours() {
            return contenders.firstEntry().getValue();
        }

        private String verdict() {
            Rounds ours = ours();
            double times = contenders.values().stream()
                    .skip(1)
                    .mapToDouble(peer -> ours.of(Cell.Outcome::rate).median()
                            / peer.of(Cell.Outcome::rate).median())
                    .findFirst()
                    .orElse(0);
            return target.verdict(
                    times,
                    ours.of(Cell.Outcome::cpuMillis).median(),
                    ours.percentile(0.5),
                    ours.percentile(0.99),
                    ours.of(Cell.Outcome::residentMegabytes).median());
        }

        private static String shown(double rate) {
            return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%.0f", rate);
        }
    }

    /** What the rounds of one contender in one cell gave. */
    private record Rounds(List<Cell.Outcome> outcomes) {

        Statistics of(ToDoubleFunction<Cell.Outcome> figure) {
            return Statistics.of(outcomes.stream().map(figure::applyAsDouble).toList());
        }

        double percentile(double share) {
            return Statistics.percentile(
                    outcomes.stream().map(Cell.Outcome::latencies).toList(), share);
        }

        String times() {
            return Double.isNaN(percentile(0.5))
                    ? "–"
                    : String.format(Locale.ROOT, "%.1f · %.1f", percentile(0.5), percentile(0.99));
        }

        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("perSecond", list(Cell.Outcome::rate));
            figures.put("cpuMillis", list(Cell.Outcome::cpuMillis));
            figures.put("clientCpuMillis", list(Cell.Outcome::clientMillis));
            figures.put("residentMegabytes", list(Cell.Outcome::residentMegabytes));
            if (!Double.isNaN(percentile(0.5))) {
                figures.put("p50Millis", percentile(0.5));
                figures.put("p99Millis", percentile(0.99));
            }
            return figures;
        }

        private List<Double> list(ToDoubleFunction<Cell.Outcome> figure) {
            return outcomes.stream().map(figure::applyAsDouble).toList();
        }
    }
}
