package fr.pli.mss.xdm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.CdaId;
import fr.pli.mss.CdaOrganization;
import fr.pli.mss.CdaPerson;
import fr.pli.mss.CdaReader;
import fr.pli.mss.Cdas;
import fr.pli.mss.Coded;
import fr.pli.mss.Ins;
import fr.pli.mss.InsOid;
import fr.pli.mss.MssSyntaxException;
import fr.pli.mss.xdm.XdmSubmission.Revision;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class MetadataTest {

    private static final String RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
    private static final byte[] CDA = Cdas.labelled("7", "CR d'examen & \"suite\" <1>");
    private static final DocumentEntry ENTRY = DocumentEntry.of(CdaReader.read(CDA), "DOC00001.XML", CDA);
    private static final SubmissionSet SET = new SubmissionSet(
            "2.25.1", "2.25.2", ENTRY.patientId(), "20261124093015", ENTRY.typeCode(), "Un titre", ENTRY.authors());

    @Test
    void what_is_written_reads_back() {
        assertThat(MetadataReader.read(MetadataWriter.write(SET, List.of(ENTRY))))
                .isEqualTo(new XdmMetadata(List.of(SET), List.of(ENTRY)));
    }

    @Test
    void cda_describes_itself() {
        assertThat(ENTRY.patientId()).isEqualTo("285026311399956^^^&1.2.250.1.213.1.4.10&ISO^NH");
        assertThat(ENTRY.sourcePatientInfo()).containsExactly("PID-5|DUPONT^Léa^^^^^L", "PID-7|19850214", "PID-8|F");
        assertThat(ENTRY.uniqueId()).isEqualTo("1.2.250.1.213.9.9.1^7");
        assertThat(ENTRY.creationTime()).isEqualTo("20261102091500");
        assertThat(ENTRY.serviceStartTime()).isEqualTo("20261102083000");
        assertThat(ENTRY.authors().getFirst().person())
                .isEqualTo("899700218896^MARTIN^Marie^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS");
        assertThat(ENTRY.size()).isEqualTo(CDA.length);
        assertThat(ENTRY.hash()).matches("[0-9a-f]{40}");
    }

    @Test
    void every_field_of_the_specification_is_under_its_scheme() throws Exception {
        Document xml = parse(MetadataWriter.write(SET, List.of(ENTRY)));
        assertThat(xml.getDocumentElement().getNamespaceURI()).isEqualTo("urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0");
        assertThat(attributes(xml, "Classification", "classificationScheme"))
                .contains(
                        "urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d",
                        "urn:uuid:aa543740-bdda-424e-8c96-df4873be8500",
                        "urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d",
                        "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983",
                        "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f",
                        "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d");
        assertThat(attributes(xml, "Classification", "classificationNode"))
                .contains("urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd");
        assertThat(attributes(xml, "ExternalIdentifier", "identificationScheme"))
                .containsExactlyInAnyOrder(
                        "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446",
                        "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832",
                        "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8",
                        "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
                        "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab");
        assertThat(attributes(xml, "Association", "associationType"))
                .containsExactly("urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember");
        assertThat(xml.getElementsByTagNameNS(RIM, "RegistryPackage").getLength())
                .isEqualTo(1);
    }

    @Test
    void each_field_stands_in_its_slot() throws Exception {
        XdsAuthor author = new XdsAuthor("a^b", List.of("Cabinet"), List.of("Médecin"), List.of("10^Médecin^1.2"));
        SubmissionSet set = new SubmissionSet(
                "2.25.1", "2.25.2", ENTRY.patientId(), "20261124093015", ENTRY.typeCode(), "Un titre", List.of(author));
        Document xml = parse(MetadataWriter.write(set, List.of(ENTRY)));
        assertThat(attributes(xml, "Slot", "name"))
                .contains(
                        "submissionTime",
                        "authorPerson",
                        "authorInstitution",
                        "authorRole",
                        "authorSpecialty",
                        "creationTime",
                        "hash",
                        "languageCode",
                        "serviceStartTime",
                        "size",
                        "sourcePatientId",
                        "sourcePatientInfo",
                        "URI",
                        "SubmissionSetStatus");
    }

    @Test
    void ids_are_unique_and_associations_join_the_set_with_each_document() throws Exception {
        Document xml = parse(MetadataWriter.write(SET, List.of(ENTRY, ENTRY)));
        List<String> ids = Stream.of(
                        "RegistryPackage", "ExtrinsicObject", "Classification", "Association", "ExternalIdentifier")
                .flatMap(element -> attributes(xml, element, "id").stream())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
        assertThat(attributes(xml, "ExtrinsicObject", "id")).containsExactly("Document01", "Document02");
        assertThat(attributes(xml, "Association", "targetObject")).containsExactly("Document01", "Document02");
        assertThat(attributes(xml, "Association", "sourceObject"))
                .containsOnly(attributes(xml, "RegistryPackage", "id").getFirst());
        assertThat(attributes(xml, "ExtrinsicObject", "status")).isEmpty();
    }

    @Test
    void a_replacement_names_what_it_replaces_and_a_deletion_marks_all() throws Exception {
        Document replaced =
                parse(MetadataWriter.write(SET, List.of(ENTRY, ENTRY), Revision.REPLACEMENT, List.of("1.2.3^old", "")));
        assertThat(attributes(replaced, "Association", "associationType"))
                .containsExactly(
                        "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember",
                        "urn:ihe:iti:2007:AssociationType:RPLC",
                        "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember");
        assertThat(attributes(replaced, "Association", "targetObject"))
                .containsExactly("Document01", "1.2.3^old", "Document02");
        Document first = parse(MetadataWriter.write(SET, List.of(ENTRY), Revision.NONE, List.of("1.2.3^old")));
        assertThat(attributes(first, "Association", "associationType")).hasSize(1);
        Document deleted = parse(MetadataWriter.write(SET, List.of(ENTRY), Revision.DELETION, List.of("")));
        assertThat(attributes(deleted, "ExtrinsicObject", "status"))
                .containsExactly("urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated");
    }

    @Test
    void an_author_is_written_as_far_as_he_is_known() {
        CdaId rpps = new CdaId(XdsAuthor.PS, "899700218896");
        assertThat(XdsAuthor.xcn(person(rpps, "MARTIN", "Marie"))).endsWith("&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS");
        assertThat(XdsAuthor.xcn(person(new CdaId("1.2.3", "x"), "MARTIN", "Marie")))
                .endsWith("&1.2.3&ISO^D^^^RI");
        assertThat(XdsAuthor.xcn(person(CdaId.NONE, "", ""))).isEmpty();
        assertThat(XdsAuthor.plain("a|b^c~d&e\\f ")).isEqualTo("a b c d e f");
    }

    @Test
    void identifier_under_the_scheme_of_another_is_known_by_its_name() {
        String file = written()
                .replace(
                        "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
                        "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab")
                .replace("value=\"285026311399956^^^", "value=\" 285026311399956^^^");
        DocumentEntry entry = read(file).documents().getFirst();
        assertThat(entry.ins()).contains(new Ins(InsOid.NIR_TEST, "285026311399956"));
        assertThat(entry.uniqueId()).isEqualTo(ENTRY.uniqueId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n\r\n", "\uFEFF", "  "})
    void what_stands_before_the_declaration_is_tolerated(String junk) {
        assertThat(read(junk + written()).documents()).containsExactly(ENTRY);
    }

    @Test
    void undeclared_prefixes_are_tolerated() {
        String file = written().replaceAll("xmlns(:lcm)?=\"[^\"]*\"", "").replaceAll("<(/?+)(?!lcm:|\\?)", "<$1rim:");
        assertThat(read(file).documents()).containsExactly(ENTRY);
    }

    @Test
    void long_uri_comes_in_pieces() {
        String file =
                written().replace("<Value>DOC00001.XML</Value>", "<Value>2|0001.XML</Value><Value>1|DOC0</Value>");
        assertThat(read(file).documents().getFirst().uri()).isEqualTo("DOC00001.XML");
    }

    @ParameterizedTest
    @CsvSource({
        "1.3.6.1.4.1.19376.1.3.3, urn:ihe:lab:xd-lab:2008",
        "1.2.250.1.213.1.1.1.2.1.4, urn:asip:ci-sis:psc:2009",
        "1.2.250.1.213.1.1.1.13, urn:asip:ci-sis:vsm:2012",
        "1.2.250.1.213.1.1.1.5.1, urn:ihe:qrph:hbs:2009",
        "1.2.250.1.213.1.1.1.99, urn:ihe:iti:xds:2017:mimeTypeSufficient"
    })
    void format_code_follows_the_template(String template, String format) {
        String cda = new String(CDA, StandardCharsets.UTF_8)
                .replace("<templateId root=\"1.2.250.1.213.1.1.1.1\"/>", "<templateId root=\"" + template + "\"/>");
        byte[] octets = cda.getBytes(StandardCharsets.UTF_8);
        assertThat(DocumentEntry.of(CdaReader.read(octets), "A.XML", octets)
                        .formatCode()
                        .code())
                .isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<a/>", "<SubmitObjectsRequest>", "<!DOCTYPE SubmitObjectsRequest><SubmitObjectsRequest/>"})
    void what_is_no_metadata_is_refused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MssSyntaxException.class);
    }

    @Test
    void number_of_values_is_bounded() {
        String values = "<Value>x</Value>".repeat(3_000);
        assertThatThrownBy(() -> read("<SubmitObjectsRequest><ExtrinsicObject><Slot name='a'><ValueList>" + values))
                .isInstanceOf(MssSyntaxException.class)
                .hasMessageContaining("more objects");
    }

    private static CdaPerson person(CdaId id, String family, String given) {
        return new CdaPerson(id, Coded.NONE, "", given, family, CdaOrganization.NONE);
    }

    private static String written() {
        return new String(MetadataWriter.write(SET, List.of(ENTRY)), StandardCharsets.UTF_8);
    }

    private static XdmMetadata read(String text) {
        return MetadataReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Document parse(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static List<String> attributes(Document xml, String element, String attribute) {
        NodeList nodes = xml.getElementsByTagNameNS(RIM, element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getAttributes().getNamedItem(attribute))
                .filter(Objects::nonNull)
                .map(Node::getNodeValue)
                .toList();
    }
}
