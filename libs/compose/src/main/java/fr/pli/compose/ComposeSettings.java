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
 * @param insDerogation key {@code patient.ins.derogation}: a patient may be written to without a qualified INS (ECO.2.2.6)
 * @param patientDomain the domain of Mon espace santé, or of a stand-in
 */
public record ComposeSettings(
        Nil nil,
        boolean deaccentLabel,
        InsKeyPolicy insKeyPolicy,
        String sourceOid,
        boolean insDerogation,
        String patientDomain) {

    /** The defaults of the specification. */
    public static ComposeSettings of(Nil nil) {
        return new ComposeSettings(nil, true, InsKeyPolicy.WARNING, "", false, MssAddress.PATIENT_DOMAIN);
    }

    /** The same, but a patient may be written to without a qualified INS. */
    public ComposeSettings withInsDerogation() {
        return new ComposeSettings(nil, deaccentLabel, insKeyPolicy, sourceOid, true, patientDomain);
    }
}
