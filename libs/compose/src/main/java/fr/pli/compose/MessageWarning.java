package fr.pli.compose;

/** What is wrong with a message as a whole, though each of its archives may be sound. */
public enum MessageWarning {
    /** Its archives are of several patients, or nothing shows that they are of one (ECO.2.1.1). */
    SEVERAL_PATIENTS,
    /** Its subject (ECO.2.1.3), or that of a message that it forwards, names another patient than the documents. */
    SUBJECT_OF_ANOTHER,
    /**
     * The reader's operator says that another operator brought it than that of its author: {@code x-mssante=fail} in Authentication-Results (RFC 8601). It says nothing
     * of the documents.
     */
    AUTHOR_NOT_PROVEN
}
