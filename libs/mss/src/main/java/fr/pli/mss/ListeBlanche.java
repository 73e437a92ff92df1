package fr.pli.mss;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The liste blanche of the espace de confiance: for each domain the names of the certificates whose holders send and receive its mail. A
 * domain counts as it is written; nothing comes from the domain above it. Immutable; a look-up takes constant time. Spec:
 * espace-de-confiance.md sections 1 to 3.
 */
public final class ListeBlanche {

    private final Instant generated;
    private final Map<String, Set<DistinguishedName>> domains;
    private final Set<DistinguishedName> names;
    private final int rows;
    private final Map<ListeBlancheQuirk, Integer> quirks;

    private ListeBlanche(Builder builder, Instant generated) {
        this.generated = generated;
        this.domains = builder.domains.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        this.names = domains.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
        this.rows = builder.rows;
        this.quirks = Collections.unmodifiableMap(new EnumMap<>(builder.quirks));
    }

    /** When it was made, by its own word. */
    public Instant generated() {
        return generated;
    }

    /** Its domains, in lower case, IDNA names in their ASCII form. */
    public Set<String> domains() {
        return domains.keySet();
    }

    /** How many rows it had. */
    public int rows() {
        return rows;
    }

    /** What was tolerated, and how often. */
    public Map<ListeBlancheQuirk, Integer> quirks() {
        return quirks;
    }

    /** Whether mail may come from and go to this domain at all. */
    public boolean lists(String domain) {
        return domains.containsKey(key(domain));
    }

    /** The names that stand for a domain; empty if it is not listed. */
    public Set<DistinguishedName> names(String domain) {
        return domains.getOrDefault(key(domain), Set.of());
    }

    /** All names, whatever their domain. */
    public Set<DistinguishedName> names() {
        return names;
    }

    /** What a later copy changes. */
    public Change to(ListeBlanche later) {
        Set<String> added = new TreeSet<>(later.domains.keySet());
        added.removeAll(domains.keySet());
        Set<String> removed = new TreeSet<>(domains.keySet());
        removed.removeAll(later.domains.keySet());
        Set<String> changed = later.domains.entrySet().stream()
                .filter(entry -> domains.containsKey(entry.getKey()))
                .filter(entry -> !names(entry.getKey()).equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Change(added, removed, changed);
    }

    /** The form of a domain to look it up by. */
    static String key(String domain) {
        return domain.toLowerCase(Locale.ROOT);
    }

    /**
     * What differs between two copies, in alphabetical order.
     *
     * @param changed domains of both whose names differ
     */
    public record Change(Set<String> added, Set<String> removed, Set<String> changed) {

        /** Whether nothing does. */
        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
        }
    }

    /** A list in the making. */
    static final class Builder {

        private final Map<String, Set<DistinguishedName>> domains = new HashMap<>();
        private final EnumMap<ListeBlancheQuirk, Integer> quirks = new EnumMap<>(ListeBlancheQuirk.class);
        private int rows;

        void row() {
            rows++;
        }

        void add(String domain, DistinguishedName name) {
            if (!domains.computeIfAbsent(domain, _ -> new HashSet<>()).add(name)) {
                count(ListeBlancheQuirk.ROW_REPEATED);
            }
        }

        void count(ListeBlancheQuirk quirk) {
            quirks.merge(quirk, 1, Integer::sum);
        }

        ListeBlanche at(Instant generated) {
            return new ListeBlanche(this, generated);
        }
    }
}
