package fr.pli.operator.api;

import fr.pli.exchange.ListeBlancheKeeper;
import fr.pli.exchange.ListeBlancheState;
import fr.pli.exchange.TrustSpace;
import fr.pli.mss.DistinguishedName;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.ListeBlancheQuirk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The liste blanche in force, and what it says of a domain. */
@RestController
@RequestMapping("/api/v1/liste-blanche")
class ListeBlancheApi {

    private final TrustSpace trust;

    ListeBlancheApi(TrustSpace trust) {
        this.trust = trust;
    }

    /** How the list stands. */
    record ListState(
            @Nullable Instant generated,
            String sha256,
            int domains,
            int rows,
            Map<ListeBlancheQuirk, Integer> quirks,
            Instant checked,
            String failure,
            boolean alarm) {}

    /** What the list says of a domain: the names of the certificates that stand for it. */
    record Verdict(String domain, boolean listed, List<String> names) {}

    @GetMapping
    ListState state() {
        return shown(keeper().state());
    }

    /** Fetches it now. */
    @PostMapping("/refresh")
    ListState refresh() {
        keeper().refresh();
        return state();
    }

    @GetMapping("/{domain}")
    Verdict check(@PathVariable String domain) {
        List<String> names = keeper().current().stream()
                .flatMap(list -> list.names(domain).stream())
                .map(DistinguishedName::toString)
                .sorted()
                .toList();
        return new Verdict(domain, !names.isEmpty(), names);
    }

    private ListeBlancheKeeper keeper() {
        return trust.keeper()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no liste blanche is configured"));
    }

    private static ListState shown(ListeBlancheState state) {
        return new ListState(
                state.list().map(ListeBlanche::generated).orElse(null),
                state.digest(),
                state.list().map(list -> list.domains().size()).orElse(0),
                state.list().map(ListeBlanche::rows).orElse(0),
                state.list().map(ListeBlanche::quirks).orElse(Map.of()),
                state.checked(),
                state.failure(),
                state.alarm());
    }
}
