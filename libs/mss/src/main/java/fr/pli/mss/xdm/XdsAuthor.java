package fr.pli.mss.xdm;

import fr.pli.mss.CdaOrganization;
import fr.pli.mss.CdaPerson;
import fr.pli.mss.Coded;
import java.util.List;

/**
 * Author of a document or of a submission set in METADATA.XML; each text as HL7 v2 writes it.
 *
 * @param person XCN
 * @param institutions XON
 * @param specialties profession and speciality ({@code code^label^system})
 */
public record XdsAuthor(String person, List<String> institutions, List<String> roles, List<String> specialties) {

    static final String PS = "1.2.250.1.71.4.2.1";
    static final String STRUCTURE = "1.2.250.1.71.4.2.2";

    public XdsAuthor {
        institutions = List.copyOf(institutions);
        roles = List.copyOf(roles);
        specialties = List.copyOf(specialties);
    }

    /** The author of a CDA. */
    public static XdsAuthor of(CdaPerson person) {
        CdaOrganization organization = person.organization();
        Coded profession = person.profession();
        return new XdsAuthor(
                xcn(person),
                organization.name().isEmpty() && organization.id().isEmpty() ? List.of() : List.of(xon(organization)),
                List.of(),
                profession.isEmpty()
                        ? List.of()
                        : List.of(plain(profession.code()) + "^" + plain(profession.label()) + "^"
                                + plain(profession.system())));
    }

    /** {@code 801234534765^CAMPARINI^Marcel^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS}. */
    static String xcn(CdaPerson person) {
        if (person.isEmpty()) {
            return "";
        }
        String type = person.id().root().equals(PS) ? "IDNPS" : "RI";
        return plain(person.id().extension()) + "^" + plain(person.family()) + "^" + plain(person.given()) + "^^^^^^&"
                + plain(person.id().root()) + "&ISO^D^^^" + type;
    }

    /** {@code Laboratoire des charmes^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1120459876}. */
    private static String xon(CdaOrganization organization) {
        String type = organization.id().root().equals(STRUCTURE) ? "IDNST" : "XX";
        return plain(organization.name()) + "^^^^^&" + plain(organization.id().root()) + "&ISO^" + type + "^^^"
                + plain(organization.id().extension());
    }

    /** Without the delimiters of HL7 v2, which a slot value has no way to escape. */
    static String plain(String text) {
        return text.replaceAll("[|^~&\\\\]", " ").strip();
    }
}
