package fr.pli.compose;

/**
 * What is odd about a document that is composed all the same.
 *
 * @param document its index in the draft
 */
public record CompositionWarning(Kind kind, int document) {

    /** What it is. */
    public enum Kind {
        /** No {@code recordTarget}: the document names no patient. */
        NO_PATIENT,
        /** A patient without an INS: nobody can file the document by it, and {@code X-MSS-INS} says {@code N} (ECO.2.4.2). */
        NO_INS,
        /** Several {@code recordTarget}, of one person: the first counts. */
        SEVERAL_RECORD_TARGETS,
        /** Several INS: the first counts. */
        SEVERAL_INS,
        /** The key of the INS is wrong. */
        INS_KEY_WRONG,
        /** An INS without all of its 6 traits. */
        INS_TRAITS_MISSING,
        /** No id: METADATA.XML gets one from the content. */
        NO_ID
    }
}
