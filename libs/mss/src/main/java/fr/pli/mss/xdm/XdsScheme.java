package fr.pli.mss.xdm;

/** The UUIDs by which ebRIM names the fields of a METADATA.XML, and the names to know them by where a writer got the UUID wrong. */
enum XdsScheme {
    SET_AUTHOR("a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d", ""),
    SET_CONTENT_TYPE("aa543740-bdda-424e-8c96-df4873be8500", ""),
    SET_NODE("a54d6aa5-d40d-43f9-88c5-b4633d873bdd", ""),
    SET_PATIENT_ID("6b5aea1a-874d-4603-a4bc-96a0a7b38446", "XDSSubmissionSet.patientId"),
    SET_SOURCE_ID("554ac39e-e3fe-47fe-b233-965d2a147832", "XDSSubmissionSet.sourceId"),
    SET_UNIQUE_ID("96fdda7c-d067-4183-912e-bf5ee74998a8", "XDSSubmissionSet.uniqueId"),
    DOCUMENT("7edca82f-054d-47f2-a032-9b2a5b5186c1", ""),
    AUTHOR("93606bcf-9494-43ec-9b4e-a7748d1a838d", ""),
    CLASS("41a5887f-8865-4c09-adf7-e362475b143a", ""),
    TYPE("f0306f51-975f-434e-a61c-c59651d33983", ""),
    CONFIDENTIALITY("f4f85eac-e6cb-4883-b524-f2705394840f", ""),
    FORMAT("a09d5840-386c-46f2-b5ad-9c3699a4309d", ""),
    FACILITY("f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1", ""),
    SETTING("cccf5598-8b07-4b77-a05e-ae952c785ead", ""),
    EVENT("2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4", ""),
    PATIENT_ID("58a6f841-87b3-4a3e-92fd-a8ffeff98427", "XDSDocumentEntry.patientId"),
    UNIQUE_ID("2e82c1f6-a085-4c72-9da3-8640a32e42ab", "XDSDocumentEntry.uniqueId");

    private final String urn;
    private final String identifierName;

    XdsScheme(String uuid, String identifierName) {
        this.urn = "urn:uuid:" + uuid;
        this.identifierName = identifierName;
    }

    String urn() {
        return urn;
    }

    /** The Name of an ExternalIdentifier of this kind; empty for what is none. */
    String identifierName() {
        return identifierName;
    }

    /** Whether a Name is that of an identifier: then it says what the identifier is, and its scheme does not. */
    static boolean isIdentifierName(String name) {
        for (XdsScheme scheme : values()) {
            if (!scheme.identifierName.isEmpty() && scheme.identifierName.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
