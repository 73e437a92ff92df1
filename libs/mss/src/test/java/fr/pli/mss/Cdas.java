package fr.pli.mss;

import java.nio.charset.StandardCharsets;

/** Small CDA of our own making for tests; the persons in them are invented. */
public final class Cdas {

    private Cdas() {}

    /** Level 3, of the patient with this identifier. */
    public static byte[] withPatientId(String root, String extension) {
        return document("1", "CR d'examen", root, extension, "<structuredBody><component/></structuredBody>");
    }

    /** Level 3, with this identifier and label, of a patient with a test INS. */
    public static byte[] labelled(String id, String label) {
        return document(
                id, label, "1.2.250.1.213.1.4.10", "285026311399956", "<structuredBody><component/></structuredBody>");
    }

    /** Level 3 with this body, of a patient with a test INS. */
    public static byte[] withBody(String sections) {
        return document(
                "3",
                "CR d'examen",
                "1.2.250.1.213.1.4.10",
                "285026311399956",
                "<structuredBody><component>" + sections + "</component></structuredBody>");
    }

    /** Level 1 with a PDF in base64. */
    public static byte[] levelOne(String base64) {
        return document(
                "2",
                "CR d'examen",
                "1.2.250.1.213.1.4.10",
                "285026311399956",
                "<nonXMLBody><text mediaType=\"application/pdf\" representation=\"B64\">" + base64
                        + "</text></nonXMLBody>");
    }

    private static byte[] document(String id, String label, String root, String extension, String body) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <ClinicalDocument xmlns="urn:hl7-org:v3">
              <realmCode code="FR"/>
              <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
              <templateId root="1.2.250.1.213.1.1.1.1"/>
              <id root="1.2.250.1.213.9.9.1" extension="%s"/>
              <code code="34112-3" displayName="%s" codeSystem="2.16.840.1.113883.6.1"/>
              <title>Compte rendu</title>
              <effectiveTime value="20261102101500+0100"/>
              <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25" displayName="Normal"/>
              <languageCode code="fr-FR"/>
              <setId root="1.2.250.1.213.9.9.2" extension="%1$s"/>
              <versionNumber value="1"/>
              <recordTarget><patientRole>
                <id root="%s" extension="%s"/>
                <patient>
                  <name><family qualifier="BR">DUPONT</family><given>Léa Marie</given><given qualifier="BR">Léa</given></name>
                  <administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/>
                  <birthTime value="19850214"/>
                  <birthplace><place><addr><county>63113</county></addr></place></birthplace>
                </patient>
              </patientRole></recordTarget>
              <author><time value="20261102101500+0100"/><assignedAuthor>
                <id root="1.2.250.1.71.4.2.1" extension="899700218896"/>
                <assignedPerson><name><given>Marie</given><family>MARTIN</family></name></assignedPerson>
              </assignedAuthor></author>
              <documentationOf><serviceEvent><effectiveTime><low value="20261102093000+0100"/></effectiveTime></serviceEvent></documentationOf>
              <component>%s</component>
            </ClinicalDocument>
            """.formatted(id, escaped(label), root, extension, body).getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
