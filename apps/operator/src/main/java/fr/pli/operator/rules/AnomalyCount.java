package fr.pli.operator.rules;

import fr.pli.mss.HeaderAnomaly;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;

/** Counts what is wrong with the X-MSS headers of emitted messages, which is never repaired. Spec: messages.md section 1. */
public record AnomalyCount(MeterRegistry registry) {

    void add(List<HeaderAnomaly> anomalies) {
        for (HeaderAnomaly one : anomalies) {
            String word = one.name().toLowerCase(Locale.ROOT).replace('_', '-');
            registry.counter("pli.mss.anomalies", "anomaly", word).increment();
        }
    }
}
