package fr.pli.mss.xdm;

/**
 * What is wrong with an archive that can be read all the same.
 *
 * @param path the file it is about; empty for the archive
 */
public record XdmWarning(Kind kind, String path) {

    /** What it is. */
    public enum Kind {
        METADATA_MISSING,
        METADATA_UNREADABLE,
        /** A CDA or PDF that METADATA.XML does not list. */
        NOT_LISTED,
        /** METADATA.XML lists a file that is not there. */
        FILE_MISSING,
        /** {@code hash} in METADATA.XML is not the SHA-1 of the file. */
        HASH_DIFFERS,
        SIZE_DIFFERS,
        /** Listed as {@code text/xml}, but no CDA. */
        NOT_A_CDA,
        /** METADATA.XML gives the patient of a CDA another number or another trait. */
        PATIENT_DIFFERS,
        /** The documents are of several patients, or nothing shows that they are of one (ECO.2.1.1). */
        SEVERAL_PATIENTS,
        /** The key of the INS is wrong. */
        INS_KEY_WRONG,
        /** An INS without all of its 6 traits. */
        INS_TRAITS_MISSING,
        /** An archive inside the archive: not opened. */
        NESTED_ARCHIVE
    }
}
