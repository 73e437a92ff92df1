package fr.pli.mss.xdm;

/** Why an archive is not opened. */
public enum XdmFault {
    NO_ZIP,
    TRUNCATED,
    DAMAGED,
    /** ZIP64, several volumes, or a method other than stored and deflated. */
    UNSUPPORTED,
    ENCRYPTED,
    TOO_MANY_FILES,
    /** A file, or all archives of the message together, would inflate to more than {@link XdmLimits} allow. */
    TOO_LARGE,
    /** A file is not as large as the directory says. */
    WRONG_SIZE,
    /** A path that is empty, absolute or leaves the archive, or a link. */
    UNSAFE_PATH,
    SAME_NAME_TWICE,
    /** Two files are the same octets. */
    OVERLAP,
    /** A ZIP archive without METADATA.XML and without CDA. */
    NOT_XDM
}
