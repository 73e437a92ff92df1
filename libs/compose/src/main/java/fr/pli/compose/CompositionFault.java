package fr.pli.compose;

/** Why a message cannot be composed; callers say it in the language of the person. */
public enum CompositionFault {
    NO_RECIPIENT("there is no recipient"),
    SUBJECT_MISSING("a mail without documents needs a subject of one line"),
    TOO_MANY_DOCUMENTS("more documents than one archive holds"),
    TOO_LARGE("the message is larger than operators take"),
    /** No CDA, no XML, or beyond a bound; the detail says which. */
    NOT_A_CDA("the document is no CDA that can be read"),
    SAME_DOCUMENT_TWICE("the same document is given twice"),
    /** ECO.2.1.1. */
    SEVERAL_PATIENTS("the documents are not shown to be of one patient, by number and traits"),
    RECIPIENT_IS_ANOTHER_PATIENT("a patient among the recipients is not the patient of the documents"),
    FIN_TO_PROFESSIONAL("X-MSS-MES: FIN is for patients only"),
    /** ECO.2.2.6. */
    INS_NOT_QUALIFIED("a patient is written to with a qualified INS only"),
    /** INVISIBLE_PATIENT, said by the draft or by a document. */
    INVISIBLE_TO_PATIENT("the document is not to be seen by the patient"),
    HIDDEN_FROM_RECIPIENT("a document that is hidden from professionals goes to one"),
    REPRESENTATIVES_OF_PATIENTS_ONLY("only what goes to patients alone is hidden from their legal representatives"),
    VISIBILITY_CONTRADICTS("these visibilities exclude each other"),
    NOT_A_NEW_VERSION("no document says that it is a later version or what it replaces"),
    BODY_MISSING("the body of the document is not inside it"),
    BODY_DAMAGED("the body of the document cannot be read as what it says it is"),
    BODY_TYPE_UNKNOWN("a body of this type cannot be turned into PDF/A"),
    PICTURE_UNREADABLE("a picture of the document cannot be shown"),
    /** The detail names the characters. */
    GLYPH_MISSING("the fonts have no glyph for a character of the document"),
    /** The PDF lacks words or pictures of the narrative; the detail counts them. */
    TEXT_LOST("the PDF does not show all of the document"),
    HEADER_REFUSED("a text of the document would break out of its header field"),
    FAILED("the message cannot be put together");

    private final String english;

    CompositionFault(String english) {
        this.english = english;
    }

    /** For logs and for developers. */
    public String english() {
        return english;
    }
}
