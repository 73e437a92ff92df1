package fr.pli.mss;

import java.util.List;
import java.util.Optional;

/**
 * The patient of a CDA: {@code recordTarget/patientRole}. Texts are as written, empty where the CDA has none. Spec: messages.md
 * section 4.
 *
 * @param birthName {@code family[@qualifier='BR']}
 * @param firstName {@code given[@qualifier='BR']}: first given name of the birth certificate
 * @param givenNames {@code given} without qualifier: all of them
 * @param usedName {@code family[@qualifier='CL']}, or a family name without qualifier
 * @param usedFirstName {@code given[@qualifier='CL']}
 * @param gender {@code F}, {@code M}, {@code U}
 * @param birthPlace COG code of the place of birth
 * @param telecoms {@code tel:} and {@code mailto:} URLs
 */
public record CdaPatient(
        List<CdaId> ids,
        String birthName,
        String firstName,
        String givenNames,
        String usedName,
        String usedFirstName,
        Hl7Time birthTime,
        String gender,
        String birthPlace,
        List<String> telecoms) {

    private static final String MAILTO = "mailto:";

    public CdaPatient {
        ids = List.copyOf(ids);
        telecoms = List.copyOf(telecoms);
    }

    /** The INS: the first identifier under one of its four OIDs, compared whole. */
    public Optional<Ins> ins() {
        return ids.stream()
                .flatMap(id -> Ins.of(id.root(), id.extension()).stream())
                .findFirst();
    }

    /** Each INS that it has: more than one number is a mistake of whoever wrote the document. */
    public List<Ins> everyIns() {
        return ids.stream()
                .flatMap(id -> Ins.of(id.root(), id.extension()).stream())
                .distinct()
                .toList();
    }

    /** The first identifier that is none of an INS: that of the structure's own file. */
    public CdaId localId() {
        return ids.stream()
                .filter(id -> InsOid.of(id.root()).isEmpty())
                .findFirst()
                .orElse(CdaId.NONE);
    }

    /** Whether the INS is qualified for {@code X-MSS-INS}: number, OID and the 4 traits birth name, first name, birth date and sex (ECO.2.4.2). */
    public boolean hasQualifiedIns(InsKeyPolicy policy) {
        return ins().filter(policy::accepts).isPresent() && hasFourTraits();
    }

    /** Whether all 6 traits are there that the schematron asks for beside an INS; where not, a warning is due. */
    public boolean hasSixTraits() {
        return hasFourTraits() && !givenNames.isEmpty() && !birthPlace.isEmpty();
    }

    /** The name to call the patient by in subject and file names: the birth name, or else the one in use. */
    public String nom() {
        return birthName.isEmpty() ? usedName : birthName;
    }

    /** The first name for the same: that of the birth certificate, or else the one in use, or else all given names. */
    public String prenom() {
        if (!firstName.isEmpty()) {
            return firstName;
        }
        return usedFirstName.isEmpty() ? givenNames : usedFirstName;
    }

    /** The address in Mon espace santé that the CDA gives ({@code telecom[@value='mailto:…']}), if it is one in this domain. */
    public Optional<MssAddress> mesAddress(String patientDomain) {
        return telecoms.stream()
                .filter(telecom -> telecom.regionMatches(true, 0, MAILTO, 0, MAILTO.length()))
                .map(telecom -> telecom.substring(MAILTO.length()))
                .flatMap(text -> address(text).stream())
                .filter(address -> address.isIn(patientDomain))
                .findFirst();
    }

    /** Nothing of the patient: this is safe for logs. */
    @Override
    public String toString() {
        return "CdaPatient";
    }

    private boolean hasFourTraits() {
        return !birthName.isEmpty() && !firstName.isEmpty() && birthTime.date().isPresent() && !gender.isEmpty();
    }

    private static Optional<MssAddress> address(String text) {
        try {
            return Optional.of(MssAddress.parse(text));
        } catch (MssSyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
