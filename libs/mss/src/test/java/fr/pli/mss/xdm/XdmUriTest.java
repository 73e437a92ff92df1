package fr.pli.mss.xdm;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.CdaReader;
import fr.pli.mss.Cdas;
import fr.pli.mss.Coded;
import fr.pli.mss.Digests;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What writers put into the URI of METADATA.XML, and what they mean. */
class XdmUriTest {

    private static final byte[] CDA = Cdas.labelled("1", "CR d'examen");
    private static final byte[] OTHER = Cdas.labelled("2", "CR d'examen");
    private static final String FOLDER = "IHE_XDM/SUBSET01/";

    @ParameterizedTest
    @CsvSource({
        "DOC00001.XML, DOC00001.XML",
        "DOC00001.XML, ./DOC00001.XML",
        "DOC00001.XML, /IHE_XDM/SUBSET01/DOC00001.XML",
        "DOC00001.XML, /DOC00001.XML",
        "DOC00001.XML, IHE_XDM/SUBSET01/DOC00001.XML",
        "DOC00001.XML, SUBSET01/DOC00001.XML",
        "DOC00001.XML, .\\SUBSET01\\doc00001.xml",
        "DOC00001.XML, ../SUBSET01/DOC00001.XML",
        "a/DOC00001.XML, a//./DOC00001.XML",
        "CR du 3 mai.xml, CR%20du%203%20mai.xml",
        "CR du 3 mai.xml, CR+du+3+mai.xml",
        "CR%20du.xml, CR%20du.xml",
        "100% vrai.xml, 100% vrai.xml",
        "a%zz%4é b%, a%zz%4é%20b%",
        "0%.xml, %30%25.xml",
        "a/é.xml, ./a/%C3%a9.xml",
        "Synthèse.xml, Synth%C3%A8se.xml",
        "Synthèse.xml, Synth%E8se.xml",
        "SYNTHÈSE.XML, synthèse.xml"
    })
    void uri_of_other_writers_is_understood(String file, String uri) {
        assertFound(Zips.of(FOLDER + "METADATA.XML", metadata(uri, CDA), FOLDER + file, CDA));
    }

    @Test
    void folder_above_changes_nothing() {
        assertFound(Zips.of(
                "envoi/" + FOLDER + "METADATA.XML",
                metadata(FOLDER + "DOC00001.XML", CDA),
                "envoi/" + FOLDER + "DOC00001.XML",
                CDA));
    }

    @Test
    void leading_slash_is_the_top_of_the_archive() {
        XdmArchive archive = XdmReader.read(
                Zips.of(FOLDER + "METADATA.XML", metadata("/A.XML", CDA), FOLDER + "A.XML", OTHER, "A.XML", CDA));
        assertThat(archive.documents().getFirst().content()).isEqualTo(CDA);
    }

    @Test
    void file_beside_the_metadata_goes_before_one_at_the_top() {
        XdmArchive archive = XdmReader.read(
                Zips.of("A.XML", OTHER, FOLDER + "METADATA.XML", metadata("A.XML", CDA), FOLDER + "A.XML", CDA));
        assertThat(archive.documents().getFirst().content()).isEqualTo(CDA);
    }

    @Test
    void accents_may_be_composed_in_one_and_not_in_the_other() {
        String composed = "Compte-rendu opératoire.xml";
        String apart = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertFound(Zips.of(FOLDER + "METADATA.XML", metadata(composed, CDA), FOLDER + apart, CDA));
        assertFound(Zips.of(FOLDER + "METADATA.XML", metadata(apart, CDA), FOLDER + composed, CDA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IBM850", "IBM437", "windows-1252"})
    void name_in_an_alphabet_of_old_is_found(String alphabet) {
        String name = "Synthèse médicale à Nîmes.xml";
        XdmArchive archive = XdmReader.read(
                Zips.in(Charset.forName(alphabet), FOLDER + "METADATA.XML", metadata(name, CDA), FOLDER + name, CDA));
        assertThat(archive.documents()).extracting(XdmDocument::content).containsExactly(CDA);
        assertThat(archive.warnings()).isEmpty();
    }

    @Test
    void name_of_windows_in_france_reads_as_it_was_written() {
        byte[] zip = Zips.in(Charset.forName("IBM850"), "À l'Évêché.pdf", "%PDF-1.4", "a.xml", CDA);
        assertThat(XdmReader.read(zip).documents())
                .extracting(XdmDocument::path)
                .containsExactly("À l'Évêché.pdf", "a.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ailleurs.xml", "../../../etc/passwd", "%"})
    void document_that_no_uri_finds_is_found_by_its_digest(String uri) {
        assertFound(Zips.of(FOLDER + "METADATA.XML", withDigest(uri, CDA), FOLDER + "B.XML", OTHER, "x/A.XML", CDA), 1);
    }

    @Test
    void what_is_not_there_is_still_told() {
        XdmArchive archive =
                XdmReader.read(Zips.of(FOLDER + "METADATA.XML", metadata("A.XML", CDA), FOLDER + "B.XML", OTHER));
        assertThat(archive.warnings()).extracting(XdmWarning::kind).contains(XdmWarning.Kind.FILE_MISSING);
    }

    @Test
    void file_too_large_to_open_does_not_hide_the_others() {
        byte[] bomb = new byte[20_000_000];
        assertFound(Zips.of("METADATA.XML", withDigest("", CDA), "carte.bmp", bomb, "A.XML", CDA));
    }

    @Test
    void signature_beside_the_documents_is_no_false_cda() {
        byte[] signature =
                "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo/></ds:Signature>"
                        .getBytes(StandardCharsets.UTF_8);
        XdmArchive archive =
                XdmReader.read(Zips.of("METADATA.XML", withSignature(signature), "A.XML", CDA, "S.XML", signature));
        assertThat(archive.documents()).extracting(XdmDocument::isSignature).containsExactly(false, true);
        assertThat(archive.warnings()).isEmpty();
    }

    @Test
    void other_xml_that_is_listed_as_text_xml_is_still_told() {
        byte[] note = "<Signature/>".getBytes(StandardCharsets.UTF_8);
        XdmArchive archive = XdmReader.read(Zips.of("METADATA.XML", withSignature(note), "A.XML", CDA, "S.XML", note));
        assertThat(archive.warnings()).extracting(XdmWarning::kind).containsExactly(XdmWarning.Kind.NOT_A_CDA);
    }

    private static void assertFound(byte[] zip) {
        assertFound(zip, 0);
    }

    private static void assertFound(byte[] zip, int unlisted) {
        XdmArchive archive = XdmReader.read(zip);
        assertThat(archive.documents()).hasSize(1 + unlisted);
        assertThat(archive.documents().getFirst().content()).isEqualTo(CDA);
        assertThat(archive.documents().getFirst().entry()).isPresent();
        assertThat(archive.warnings())
                .extracting(XdmWarning::kind)
                .hasSize(unlisted)
                .allMatch(kind -> kind == XdmWarning.Kind.NOT_LISTED);
    }

    /** Lists {@link #CDA} as A.XML and these octets as S.XML, as if they were of the same kind. */
    private static byte[] withSignature(byte[] octets) {
        DocumentEntry cda = entry("A.XML", CDA);
        return write(List.of(
                cda,
                new DocumentEntry(
                        "2.25.7",
                        "text/xml",
                        "",
                        "S.XML",
                        octets.length,
                        Digests.sha1(octets),
                        "",
                        "",
                        "",
                        "",
                        "",
                        cda.patientId(),
                        "",
                        List.of(),
                        List.of(),
                        Coded.NONE,
                        Coded.NONE,
                        List.of(),
                        Coded.NONE,
                        Coded.NONE,
                        Coded.NONE,
                        List.of())));
    }

    /** Without a digest, so that the URI alone finds it. */
    private static byte[] metadata(String uri, byte[] cda) {
        return new String(withDigest(uri, cda), StandardCharsets.UTF_8)
                .replace(entry(uri, cda).hash(), "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withDigest(String uri, byte[] cda) {
        return write(List.of(entry(uri, cda)));
    }

    private static DocumentEntry entry(String uri, byte[] cda) {
        return DocumentEntry.of(CdaReader.read(cda), uri, cda);
    }

    private static byte[] write(List<DocumentEntry> entries) {
        return MetadataWriter.write(
                new SubmissionSet("2.25.1", "2.25.1", "", "20261124093015", Coded.NONE, "", List.of()), entries);
    }
}
