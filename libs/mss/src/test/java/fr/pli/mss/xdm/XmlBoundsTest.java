package fr.pli.mss.xdm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.CdaReader;
import fr.pli.mss.Cdas;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.ListeBlancheQuirk;
import fr.pli.mss.ListeBlancheReader;
import fr.pli.mss.ListeBlancheTest;
import fr.pli.mss.MssSyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the readers of XML take at most, to the last element, and what they never mix up. */
class XmlBoundsTest {

    private static final String CDA = new String(Cdas.labelled("1", "CR"), StandardCharsets.UTF_8);

    @Test
    void what_lies_inside_an_element_that_is_not_read_is_not_taken_for_its_neighbour() {
        CdaHeader header = read(CDA.replace(
                "<component>",
                "<informant><id root=\"9.9\"/><title>faux</title><recordTarget><patientRole/></recordTarget></informant>"
                        + "<component>"));
        assertThat(header.id()).isEqualTo(read(CDA).id());
        assertThat(header.title()).isEqualTo("Compte rendu");
        assertThat(header.patient().ins()).isPresent();
    }

    @Test
    void text_is_bounded_to_the_last_character_and_over_its_pieces() {
        int most = 64 * 1024;
        assertThat(read(title("x".repeat(most))).title()).hasSize(most);
        assertRefused(title("x".repeat(most + 1)), "text longer");
        assertThat(read(title("x".repeat(most / 2) + "<!-- -->" + "x".repeat(most / 2)))
                        .title())
                .hasSize(most);
        assertRefused(title("x".repeat(most / 2) + "<!-- -->" + "x".repeat(most / 2 + 1)), "text longer");
    }

    @Test
    void depth_is_bounded_to_the_last_level() {
        assertThat(read(before("<a>".repeat(79) + "</a>".repeat(79)))).isNotNull();
        assertRefused(before("<a>".repeat(80) + "</a>".repeat(80)), "deeper or with more");
    }

    @Test
    void number_of_elements_is_bounded() {
        assertRefused(before("<a/>".repeat(1_000_000)), "deeper or with more");
        assertThat(read(before("<a/>".repeat(990_000)))).isNotNull();
    }

    @Test
    void place_of_a_fault_is_told() {
        assertRefused("<ClinicalDocument xmlns=\"urn:hl7-org:v3\">\n\n  <a></b>", "at line 3, column");
    }

    @Test
    void stream_that_fails_after_a_while_is_not_bad_xml() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                return read();
            }
        };
        InputStream start =
                new ByteArrayInputStream(("<ClinicalDocument xmlns=\"urn:hl7-org:v3\">" + "<a/>".repeat(50_000))
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> CdaReader.read(new SequenceInputStream(start, failing)))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE ClinicalDocument>",
                "<!DOCTYPE ClinicalDocument SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE ClinicalDocument [<!ENTITY a \"b\">]>",
                "<!DOCTYPE ClinicalDocument [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
            })
    void no_dtd_is_read(String dtd) {
        assertRefused(CDA.replace("<ClinicalDocument", dtd + "<ClinicalDocument"), "DTD");
    }

    @ParameterizedTest
    @CsvSource({
        "'', <Association/>, '', 0",
        "<ExtrinsicObject>, <Description/>, </ExtrinsicObject>, 1",
        "<ExtrinsicObject><Classification>, <Description/>, </Classification></ExtrinsicObject>, 2",
        "<ExtrinsicObject><Slot name='a'><ValueList>, <Value>x</Value>, </ValueList></Slot></ExtrinsicObject>, 2",
        "<ExtrinsicObject><Name>, <LocalizedString value='x'/>, </Name></ExtrinsicObject>, 2",
        "<RegistryPackage><Name>, <LocalizedString value='x'/>, </Name></RegistryPackage>, 2",
        "<RegistryObjectList>, <ExtrinsicObject/>, </RegistryObjectList>, 1"
    })
    void metadata_has_two_thousand_things_at_most(String before, String thing, String after, int others) {
        String start = "<SubmitObjectsRequest>" + before;
        String end = after + "</SubmitObjectsRequest>";
        int most = 2_000 - others;
        assertThat(metadata(start + thing.repeat(most) + end)).isNotNull();
        assertThatThrownBy(() -> metadata(start + thing.repeat(most + 1) + end))
                .isInstanceOf(MssSyntaxException.class)
                .hasMessageContaining("more objects");
    }

    @Test
    void liste_blanche_counts_what_is_rough_in_it() throws IOException {
        String list = ListeBlancheTest.LIST
                .replace("CN=mss.a.fr,", "CN=mss.a.fr,  L=Paris, ")
                .replace("O=A,", "O=l'h\u00f4pital \"A\",");
        ListeBlanche read = ListeBlancheReader.read(new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)));
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.quirks())
                .containsEntry(ListeBlancheQuirk.DN_BLANKS, 1)
                .containsEntry(ListeBlancheQuirk.DN_LOCALITY, 1)
                .containsEntry(ListeBlancheQuirk.DN_QUOTES, 1);
    }

    private static String title(String text) {
        return CDA.replace("Compte rendu", text);
    }

    private static String before(String elements) {
        return CDA.replace("<component>", elements + "<component>");
    }

    private static CdaHeader read(String cda) {
        return CdaReader.read(cda.getBytes(StandardCharsets.UTF_8));
    }

    private static XdmMetadata metadata(String xml) {
        return MetadataReader.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String cda, String why) {
        assertThatThrownBy(() -> read(cda))
                .isInstanceOf(MssSyntaxException.class)
                .hasMessageContaining(why);
    }
}
