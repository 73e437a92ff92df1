package fr.pli.exchange;

import fr.pli.mss.DistinguishedName;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.ListeBlancheQuirk;
import fr.pli.mss.MssSyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person reads of a liste blanche: whether a copy can be used, or what it says of a domain.
 *
 * @param good whether it can be used, or the domain is listed
 * @param lines to print
 */
public record ListeBlancheReport(boolean good, List<String> lines) {

    /** Of a file, wherever it comes from. @throws IOException if it cannot be read */
    public static ListeBlancheReport ofFile(Path file) throws IOException {
        try {
            ListeBlancheCopies.Copy copy = ListeBlancheCopies.read(file);
            return new ListeBlancheReport(true, lines(copy));
        } catch (MssSyntaxException e) {
            return new ListeBlancheReport(false, List.of("refusée / refused: " + e.getMessage()));
        }
    }

    /** Of a domain, in the copy that an operator keeps in this folder. */
    public static ListeBlancheReport ofDomain(Path folder, String domain) {
        Optional<ListeBlancheCopies.Copy> newest = new ListeBlancheCopies(folder).newest();
        if (newest.isEmpty()) {
            return new ListeBlancheReport(false, List.of("aucune copie / no copy: " + folder));
        }
        ListeBlanche list = newest.get().list();
        List<String> names = list.names(domain).stream()
                .map(DistinguishedName::toString)
                .sorted()
                .map(name -> "  " + name)
                .toList();
        String verdict = names.isEmpty()
                ? domain + ": absent de la liste blanche, tout échange est refusé / not listed, nothing is exchanged"
                : domain + ": certificats acceptés / accepted certificates";
        String source =
                "copie / copy: " + list.generated() + " sha256 " + newest.get().digest();
        return new ListeBlancheReport(
                !names.isEmpty(),
                Stream.of(List.of(verdict), names, List.of(source))
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<String> lines(ListeBlancheCopies.Copy copy) {
        ListeBlanche list = copy.list();
        List<String> facts = List.of(
                "utilisable / usable",
                "générée / generated: " + list.generated(),
                "sha256: " + copy.digest(),
                "lignes / rows: " + list.rows(),
                "domaines / domains: " + list.domains().size(),
                "certificats / names: " + list.names().size());
        Stream<String> quirks = list.quirks().entrySet().stream().map(ListeBlancheReport::line);
        return Stream.concat(facts.stream(), quirks).toList();
    }

    private static String line(Map.Entry<ListeBlancheQuirk, Integer> quirk) {
        String word = quirk.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "toléré / tolerated: " + word + " × " + quirk.getValue();
    }
}
