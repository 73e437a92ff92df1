package fr.pli.mss;

/**
 * Which version of which document a CDA is.
 *
 * @param setId the same for all versions; may be empty
 * @param number 0 if the CDA has none
 * @param replaces {@code relatedDocument[@typeCode='RPLC']/parentDocument/id}; empty if it replaces nothing
 */
public record CdaVersion(CdaId id, CdaId setId, int number, CdaId replaces) {

    /**
     * Whether this is a later version of that document: the same {@code setId} and a higher number; without {@code setId}, because
     * its RPLC names it. In the official pairs the RPLC does not name the first version, so it decides only where {@code setId}
     * cannot. Spec: messages.md section 4.
     */
    public boolean isLaterThan(CdaVersion that) {
        if (!setId.isEmpty() && !that.setId.isEmpty()) {
            return setId.equals(that.setId) && number > that.number;
        }
        return !replaces.isEmpty() && replaces.equals(that.id);
    }
}
