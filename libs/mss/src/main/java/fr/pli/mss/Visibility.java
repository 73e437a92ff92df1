package fr.pli.mss;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * From whom a document is kept hidden, as its confidentialityCode says beside {@code N} (ANS code system {@value #SYSTEM}). Spec: messages.md
 * sections 3 and 5.
 */
public enum Visibility {
    /** From professionals: the patient hides it in his file. */
    MASQUE_PS("Masqué aux professionnels de santé"),
    /** From the patient, until a professional has told him: it never goes to him. */
    INVISIBLE_PATIENT("Document non visible par le patient"),
    /** From the legal representatives of a minor. */
    INVISIBLE_REPRESENTANTS_LEGAUX("Non visible par les représentants légaux du patient");

    static final String SYSTEM = "1.2.250.1.213.1.1.4.13";

    /** What HL7v2 messages call the last one. */
    private static final String SHORT = "INVISIBLE_REP_LEGAUX";

    private final String label;

    Visibility(String label) {
        this.label = label;
    }

    /** As METADATA.XML and the CDA have it. */
    public Coded toCoded() {
        return new Coded(name(), SYSTEM, label);
    }

    /** Those among the confidentiality codes of a document, whatever system they name: a code that hides is never overlooked. */
    public static Set<Visibility> in(List<Coded> confidentiality) {
        Set<Visibility> found = EnumSet.noneOf(Visibility.class);
        for (Coded coded : confidentiality) {
            String code = coded.code().strip();
            Arrays.stream(values())
                    .filter(one -> one.name().equalsIgnoreCase(code)
                            || one == INVISIBLE_REPRESENTANTS_LEGAUX && SHORT.equalsIgnoreCase(code))
                    .forEach(found::add);
        }
        return found;
    }
}
