package fr.pli.lps;

import java.util.List;

/**
 * Where an operator answers, as {@link ServerDiscovery} finds it or as it was configured.
 *
 * @param endpoints the one to try first before those to try when it cannot be reached
 */
public record Operator(List<Endpoint> endpoints) {

    public Operator {
        endpoints = List.copyOf(endpoints);
    }

    /** At these. */
    public static Operator at(Endpoint... endpoints) {
        return new Operator(List.of(endpoints));
    }

    List<Endpoint> imap() {
        return endpoints.stream().filter(one -> one.service().isImap()).toList();
    }

    List<Endpoint> submission() {
        return endpoints.stream().filter(one -> !one.service().isImap()).toList();
    }
}
