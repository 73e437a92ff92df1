package fr.pli.annuaire;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.registry.Bal;
import fr.pli.registry.Publications;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The BAL of a domain as the Annuaire's extraction has them: 31 columns parted by a bar, a line for each BAL that it is to show. What the registry
 * does not hold (name, profession, place) is left empty. Spec: bal-and-annuaire.md section 7.
 */
public final class Extraction {

    private static final String HEADER = "Type de BAL|Adresse BAL|Type Identifiant PP|Identifiant PP|"
            + "Identification nationale PP|Type identifiant structure|Identification Structure|Service de rattachement|"
            + "Civilité d'exercice|Nom d'exercice|Prénom d'exercice|Catégorie profession|"
            + "Libellé de catégorie profession|Code Profession|Libellé Profession|Code savoir-faire|"
            + "Libellé savoir-faire|Dématérialisation|Raison Sociale structure BAL|"
            + "Enseigne commerciale structure BAL|L2COMPLEMENTLOCALISATION structure BAL|"
            + "L3COMPLEMENTDISTRIBUTION structure BAL|L4NUMEROVOIE structure BAL|"
            + "L4COMPLEMENTNUMEROVOIE structure BAL|NL4TYPEVOIE structure BAL|L4LIBELLEVOIE structure BAL|"
            + "L5LIEUDITMENTION structure BAL|L6LIGNEACHEMINEMENT structure BAL|Code postal structure BAL|"
            + "Département structure BAL|Pays structure BAL";
    private static final int COLUMNS = 31;
    private static final int PAGE = 500;

    private final Publications publications;
    private final PublicationRules rules;

    public Extraction(Publications publications, PublicationRules rules) {
        this.publications = publications;
        this.rules = rules;
    }

    /** Writes it, in order of creation. @throws fr.pli.mss.StoreUnavailableException if the database is out of reach */
    public void write(String domain, Writer out) throws IOException {
        out.write(HEADER + "\n");
        List<Bal> some = publications.page(domain, 0, PAGE);
        while (!some.isEmpty()) {
            for (Bal bal : some) {
                Optional<PublishedBal> shown = rules.wanted(bal);
                if (shown.isPresent()) {
                    out.write(line(bal, shown.get()) + "\n");
                }
            }
            some = publications.page(domain, some.getLast().id(), PAGE);
        }
    }

    private static String line(Bal bal, PublishedBal shown) {
        String person = bal.holder().map(IdNatPs::value).orElse("");
        Optional<IdNatStruct> structure = bal.structure();
        List<String> cells = new ArrayList<>(List.of(
                bal.type().name(),
                bal.address().toString(),
                person.isEmpty() ? "" : person.substring(0, 1),
                person.isEmpty() ? "" : person.substring(1),
                person,
                structure.map(one -> one.value().substring(0, 1)).orElse(""),
                structure.map(IdNatStruct::number).orElse(""),
                shown.description()));
        cells.addAll(Collections.nCopies(COLUMNS - cells.size(), ""));
        return cells.stream()
                .map(cell -> cell.replaceAll("[|\\p{Cntrl}]+", " "))
                .collect(Collectors.joining("|"));
    }
}
