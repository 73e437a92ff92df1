package fr.pli.annuaire;

import fr.pli.mss.IdNatPs;
import fr.pli.registry.Bal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Whose BAL it is, as the Annuaire names him: the resource that carries the BAL, found by its identifier. Spec: bal-and-annuaire.md section 4.
 *
 * @param resource {@code Practitioner} or {@code Organization}
 * @param system of the identifier
 * @param value of the identifier
 */
public record Owner(String resource, String system, String value) {

    private static final String ID_NAT_PS = "urn:oid:1.2.250.1.71.4.2.1";
    private static final String ID_NAT_STRUCT = "urn:oid:1.2.250.1.71.4.2.2";

    /** A professional for PER and CAB, a structure for ORG and APP. */
    public static Owner of(Bal bal) {
        return switch (bal.type()) {
            case PER, CAB ->
                new Owner("Practitioner", ID_NAT_PS, bal.holder().orElseThrow().value());
            case ORG, APP ->
                new Owner(
                        "Organization",
                        ID_NAT_STRUCT,
                        bal.structure().orElseThrow().value());
        };
    }

    /** A professional. */
    static Owner of(IdNatPs professional) {
        return new Owner("Practitioner", ID_NAT_PS, professional.value());
    }

    /** The conditional address, below the base: {@code Practitioner?identifier=…|…}. */
    String query() {
        return resource + "?identifier=" + URLEncoder.encode(system + "|" + value, StandardCharsets.UTF_8);
    }
}
