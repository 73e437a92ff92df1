package fr.pli.mss;

/**
 * An HL7 v3 identifier (II): an OID or UUID, and an extension below it. Either may be empty.
 *
 * <p>It may be the INS of a patient, so it does not print its extension.
 */
public record CdaId(String root, String extension) {

    /** No identifier. */
    public static final CdaId NONE = new CdaId("", "");

    /** Whether there is none. */
    public boolean isEmpty() {
        return root.isEmpty() && extension.isEmpty();
    }

    /** The unique identifier of a document in METADATA.XML: {@code root} or {@code root^extension}. */
    public String toUniqueId() {
        return extension.isEmpty() ? root : root + "^" + extension;
    }

    @Override
    public String toString() {
        return extension.isEmpty() ? root : root + "^(" + extension.length() + " characters)";
    }
}
