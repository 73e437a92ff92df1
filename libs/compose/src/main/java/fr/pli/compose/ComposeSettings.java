package fr.pli.compose;

import fr.pli.mss.InsKeyPolicy;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Nil;

/**
 * How software composes.
 *
 * @param nil what the software is known as: {@code X-MSS-NIL} (ECO.2.4.3)
 * @param deaccentLabel key {@code subject.label.deaccent}
 * @param insKeyPolicy key {@code ins.key.strict}
 * @param sourceOid OID of the software, for METADATA.XML; empty if it has none
 * @param patientDomain the domain of Mon espace santé, or of a stand-in
 */
public record ComposeSettings(
        Nil nil, boolean deaccentLabel, InsKeyPolicy insKeyPolicy, String sourceOid, String patientDomain) {

    /** The defaults of the specification. */
    public static ComposeSettings of(Nil nil) {
        return new ComposeSettings(nil, true, InsKeyPolicy.WARNING, "", MssAddress.PATIENT_DOMAIN);
    }
}
