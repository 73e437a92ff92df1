package fr.pli.mss;

/**
 * A code, the OID of its system and its label; each may be empty.
 *
 * @param code {@code 11502-2}
 * @param system {@code 2.16.840.1.113883.6.1}
 * @param label {@code CR d'examens biologiques}
 */
public record Coded(String code, String system, String label) {

    /** No code. */
    public static final Coded NONE = new Coded("", "", "");

    /** Whether there is none. */
    public boolean isEmpty() {
        return code.isEmpty();
    }
}
