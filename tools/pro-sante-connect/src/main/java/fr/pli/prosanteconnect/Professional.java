package fr.pli.prosanteconnect;

import java.util.List;

/**
 * An invented professional, with what userinfo says of him. A field that he lacks is empty, as at PSC. Spec: psc.md section 7.
 *
 * @param id IdNat_PS
 * @param civility {@code M} or {@code MME}
 * @param profession code of table G15 ({@code 10} physician)
 * @param skillType code of table R04 ({@code S} speciality)
 * @param skill code of the savoir-faire ({@code SM54})
 * @param mode {@code L} private practice, {@code S} salaried; empty of a person without activity
 * @param sector secteur d'activité ({@code SA07})
 */
public record Professional(
        String id,
        String civility,
        String givenName,
        String familyName,
        String profession,
        String skillType,
        String skill,
        String mode,
        String sector,
        String organization,
        String organizationId,
        String postalCode) {

    /** Somebody of whom nothing else is known. */
    public static Professional unknown(String id) {
        return new Professional(id, "", "Prénom", "NOM " + id, "10", "", "", "", "", "", "", "");
    }

    /** A dozen people of our own invention, with test numbers. */
    public static List<Professional> invented() {
        return Resource.text("professionals.csv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(Professional::read)
                .toList();
    }

    /** Has he got somewhere to work? Without, PSC leaves {@code SubjectRefPro} out. */
    public boolean isActive() {
        return !mode.isEmpty();
    }

    private static Professional read(String line) {
        List<String> f = List.of(line.split(";", -1));
        return new Professional(
                f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.get(8), f.get(9),
                f.get(10), f.get(11));
    }
}
