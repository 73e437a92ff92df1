package fr.pli.mss.xdm;

import fr.pli.mss.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What {@link XdmWriter} writes.
 *
 * @param documents the CDA, as they are: their octets are not touched
 * @param time when they are submitted; also the time of each file in the archive
 * @param source OID of the software that submits; empty for one made from the unique identifier of the submission
 * @param hidden from whom they are hidden, beside what they say themselves
 * @param revision what they do to what was sent before
 */
public record XdmSubmission(
        List<byte[]> documents, Instant time, String source, Set<Visibility> hidden, Revision revision) {

    /** What documents do to those that were sent before. */
    public enum Revision {
        /** Nothing. */
        NONE,
        /** They replace them: an association RPLC names each that a CDA says it replaces. */
        REPLACEMENT,
        /** They were sent, and are withdrawn: their status is Deprecated. */
        DELETION
    }

    public XdmSubmission {
        documents = List.copyOf(documents);
        hidden = Set.copyOf(hidden);
    }
}
