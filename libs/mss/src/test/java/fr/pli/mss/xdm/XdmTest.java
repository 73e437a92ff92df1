package fr.pli.mss.xdm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.CdaReader;
import fr.pli.mss.Cdas;
import fr.pli.mss.Coded;
import fr.pli.mss.Ins;
import fr.pli.mss.InsKeyPolicy;
import fr.pli.mss.InsOid;
import fr.pli.mss.MessageSubject;
import fr.pli.mss.MssSyntaxException;
import fr.pli.mss.PublicCda;
import fr.pli.mss.Requirement;
import fr.pli.mss.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class XdmTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:15Z");
    private static final byte[] CDA = Cdas.labelled("1", "CR d'examen");

    @ParameterizedTest
    @EnumSource
    @Requirement("ECO.2.1.1")
    @Requirement("ECO.2.1.2")
    void every_public_sample_comes_back_as_it_was(PublicCda sample) throws IOException {
        byte[] cda = sample.content();
        XdmArchive archive = XdmReader.read(XdmWriter.write(List.of(cda), NOW, ""));
        XdmDocument document = archive.documents().getFirst();
        assertThat(document.content()).isEqualTo(cda);
        assertThat(archive.codes()).containsExactly(sample.code());
        assertThat(archive.hasQualifiedIns(InsKeyPolicy.WARNING)).isTrue();
        assertThat(archive.patient()).contains(new Ins(InsOid.of(sample.oid()).orElseThrow(), sample.number()));
        DocumentEntry entry = document.entry().orElseThrow();
        CdaHeader header = document.cda().orElseThrow();
        assertThat(entry.uniqueId()).isEqualTo(header.id().toUniqueId());
        assertThat(entry.typeCode()).isEqualTo(header.code());
        assertThat(entry.facility()).isEqualTo(header.act().facility());
        assertThat(entry.events())
                .isEqualTo(header.act().events().stream()
                        .filter(event -> !event.isEmpty())
                        .toList());
        assertThat(archive.warnings())
                .extracting(XdmWarning::kind)
                .isSubsetOf(XdmWarning.Kind.INS_KEY_WRONG, XdmWarning.Kind.INS_TRAITS_MISSING);
    }

    @Test
    void several_documents_of_one_patient_travel_together() {
        byte[] second = Cdas.labelled("2", "Synthèse");
        XdmArchive archive = XdmReader.read(XdmWriter.write(List.of(CDA, second), NOW, "1.2.250.1.213.9.9"));
        assertThat(archive.documents()).extracting(XdmDocument::content).containsExactly(CDA, second);
        assertThat(archive.warnings()).isEmpty();
        SubmissionSet set = archive.sets().getFirst();
        assertThat(set.submissionTime()).isEqualTo("20261124093015");
        assertThat(set.sourceId()).isEqualTo("1.2.250.1.213.9.9");
        assertThat(set.ins()).contains(new Ins(InsOid.NIR_TEST, "285026311399956"));
        assertThat(set.uniqueId()).matches("2\\.25\\.\\d+");
    }

    @Test
    @Requirement("ECO.2.1.1")
    void documents_of_two_patients_are_not_written() {
        byte[] other = Cdas.withPatientId("1.2.250.1.213.1.4.10", "279035121518989");
        assertThatThrownBy(() -> XdmWriter.write(List.of(CDA, other), NOW, ""))
                .isInstanceOf(MssSyntaxException.class)
                .hasMessageContaining("several patients");
    }

    @Test
    void same_input_gives_the_same_octets() {
        assertThat(XdmWriter.write(List.of(CDA), NOW, "")).isEqualTo(XdmWriter.write(List.of(CDA), NOW, ""));
    }

    @Test
    void document_that_deflates_too_well_for_a_reader_is_written_so_that_it_is_read() {
        byte[] cda = Cdas.withBody("<section><text>" + " ".repeat(19_000_000) + "</text></section>");
        XdmArchive archive = XdmReader.read(XdmWriter.write(List.of(cda), NOW, ""));
        assertThat(archive.documents().getFirst().content()).isEqualTo(cda);
        assertThat(archive.warnings()).isEmpty();
    }

    @Test
    void more_than_a_reader_takes_is_not_written() {
        byte[] cda = Cdas.withBody("<section><text>" + " ".repeat(16_000_000) + "</text></section>");
        assertThatThrownBy(() -> XdmWriter.write(List.of(cda, cda, cda, cda, cda, cda), NOW, ""))
                .isInstanceOf(MssSyntaxException.class)
                .hasMessageContaining("than a reader takes");
    }

    @Test
    void index_and_readme_are_there_for_people() {
        assertThat(new ZipArchive(XdmWriter.write(List.of(CDA), NOW, ""), new XdmBudget(XdmLimits.DEFAULT)).files())
                .extracting(ZipArchive.Entry::path)
                .containsExactly(
                        "INDEX.HTM", "README.TXT", "IHE_XDM/SUBSET01/METADATA.XML", "IHE_XDM/SUBSET01/DOC00001.XML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IHE_XDM/SS000001/",
                "top/IHE_XDM/SUBSET01/",
                "ihe_xdm/subset01/",
                "IHE_XDM\\SUBSET01\\",
                "",
                "éà/"
            })
    void layouts_of_other_writers_are_read(String folder) {
        XdmArchive archive = XdmReader.read(Zips.of(
                folder + "metadata.xml",
                metadata("DOC00001.XML"),
                folder + "doc00001.xml",
                CDA,
                folder + "style.xsl",
                "<x/>"));
        assertThat(archive.documents()).extracting(XdmDocument::content).containsExactly(CDA);
        assertThat(archive.warnings()).isEmpty();
    }

    @Test
    void several_subsets_are_read() {
        XdmArchive archive = XdmReader.read(Zips.of(
                "IHE_XDM/SUBSET01/METADATA.XML",
                metadata("A.XML"),
                "IHE_XDM/SUBSET01/A.XML",
                CDA,
                "IHE_XDM/SUBSET02/METADATA.XML",
                metadata("A.XML"),
                "IHE_XDM/SUBSET02/A.XML",
                CDA));
        assertThat(archive.sets()).hasSize(2);
        assertThat(archive.documents()).hasSize(2);
    }

    @Test
    void without_metadata_the_cda_is_found_all_the_same() {
        XdmArchive archive = XdmReader.read(Zips.of("a/doc.xml", CDA, "a/doc.pdf", "%PDF-1.4"));
        assertThat(archive.codes()).containsExactly("34112-3");
        assertThat(archive.patient()).isPresent();
        assertThat(kinds(archive))
                .containsExactly(
                        XdmWarning.Kind.METADATA_MISSING, XdmWarning.Kind.NOT_LISTED, XdmWarning.Kind.NOT_LISTED);
    }

    @Test
    void what_differs_from_its_description_is_told() {
        byte[] changed = Cdas.labelled("1", "CR d'examens");
        XdmArchive archive = XdmReader.read(Zips.of("METADATA.XML", metadata("A.XML"), "A.XML", changed));
        assertThat(kinds(archive)).containsExactly(XdmWarning.Kind.SIZE_DIFFERS, XdmWarning.Kind.HASH_DIFFERS);
    }

    @Test
    void ins_with_a_wrong_key_or_without_its_traits_is_told() {
        byte[] wrong = Cdas.withPatientId("1.2.250.1.213.1.4.10", "285026311399957");
        byte[] fewer = new String(CDA, StandardCharsets.UTF_8)
                .replace("<county>63113</county>", "")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(kinds(XdmReader.read(Zips.of("METADATA.XML", metadataOf(wrong), "A.XML", wrong))))
                .containsExactly(XdmWarning.Kind.INS_KEY_WRONG);
        assertThat(kinds(XdmReader.read(Zips.of("METADATA.XML", metadataOf(fewer), "A.XML", fewer))))
                .containsExactly(XdmWarning.Kind.INS_TRAITS_MISSING);
    }

    @Test
    void size_that_is_said_to_be_nothing_is_told() {
        String metadata = new String(metadata("A.XML"), StandardCharsets.UTF_8)
                .replace("<Value>" + CDA.length + "</Value>", "<Value>0</Value>");
        assertThat(kinds(XdmReader.read(Zips.of("METADATA.XML", metadata, "A.XML", CDA))))
                .containsExactly(XdmWarning.Kind.SIZE_DIFFERS);
    }

    @Test
    void file_that_is_not_there_is_told() {
        XdmArchive archive = XdmReader.read(Zips.of("METADATA.XML", metadata("A.XML")));
        assertThat(kinds(archive)).containsExactly(XdmWarning.Kind.FILE_MISSING);
    }

    @Test
    void unreadable_metadata_and_an_inner_archive_are_told() {
        XdmArchive archive = XdmReader.read(Zips.of("METADATA.XML", "<a", "A.XML", CDA, "b.zip", "PK"));
        assertThat(kinds(archive))
                .containsExactly(
                        XdmWarning.Kind.METADATA_UNREADABLE,
                        XdmWarning.Kind.NOT_LISTED,
                        XdmWarning.Kind.NESTED_ARCHIVE);
    }

    @Test
    void documents_of_two_patients_are_told() {
        byte[] other = Cdas.withPatientId("1.2.250.1.213.1.4.10", "279035121518989");
        XdmArchive archive = XdmReader.read(Zips.of("METADATA.XML", metadata("A.XML"), "A.XML", CDA, "B.XML", other));
        assertThat(kinds(archive)).contains(XdmWarning.Kind.SEVERAL_PATIENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DUPONT", "Léa", "19850214", "code=\"F\"", "285026311399956"})
    @Requirement("ECO.2.1.1")
    void number_alone_does_not_make_one_patient_nor_do_traits(String said) {
        byte[] other = changed(said);
        XdmArchive archive = XdmReader.read(Zips.of("METADATA.XML", metadata("A.XML"), "A.XML", CDA, "B.XML", other));
        assertThat(kinds(archive)).containsExactly(XdmWarning.Kind.NOT_LISTED, XdmWarning.Kind.SEVERAL_PATIENTS);
    }

    @Test
    @Requirement("ECO.2.1.1")
    void two_documents_without_a_number_are_not_of_one_patient() {
        byte[] one = Cdas.withPatientId("", "");
        byte[] archive = Zips.of("A.XML", one, "B.XML", one);
        assertThat(kinds(XdmReader.read(archive))).contains(XdmWarning.Kind.SEVERAL_PATIENTS);
        assertThat(kinds(XdmReader.read(Zips.of("A.XML", one)))).doesNotContain(XdmWarning.Kind.SEVERAL_PATIENTS);
    }

    @Test
    @Requirement("ECO.2.1.1")
    void document_with_two_matricules_of_one_authority_is_told() {
        String two = new String(CDA, StandardCharsets.UTF_8)
                .replace(
                        "<patientRole>",
                        "<patientRole><id root=\"1.2.250.1.213.1.4.10\" extension=\"279035121518989\"/>");
        assertThat(kinds(XdmReader.read(Zips.of("A.XML", two)))).contains(XdmWarning.Kind.SEVERAL_PATIENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DUPONT", "Léa", "19850214", "code=\"F\"", "285026311399956"})
    @Requirement("ECO.2.1.1")
    void document_of_two_patients_is_told(String said) {
        String second = new String(changed(said), StandardCharsets.UTF_8)
                .replaceAll("(?s).*(<recordTarget>.*</recordTarget>).*", "$1");
        String two = new String(CDA, StandardCharsets.UTF_8).replace("</recordTarget>", "</recordTarget>" + second);
        byte[] described = metadataOf(two.getBytes(StandardCharsets.UTF_8));
        assertThat(kinds(XdmReader.read(Zips.of("METADATA.XML", described, "A.XML", two))))
                .containsExactly(XdmWarning.Kind.SEVERAL_PATIENTS);
    }

    @Test
    @Requirement("ECO.2.1.1")
    void document_that_names_its_patient_twice_is_of_one() {
        String two =
                new String(CDA, StandardCharsets.UTF_8).replaceAll("(?s)(<recordTarget>.*</recordTarget>)", "$1$1");
        assertThat(kinds(XdmReader.read(Zips.of("A.XML", two)))).doesNotContain(XdmWarning.Kind.SEVERAL_PATIENTS);
    }

    @Test
    @Requirement("ECO.2.1.1")
    void subject_is_held_against_the_description_of_what_is_no_cda() {
        byte[] pdf = "%PDF-1.4".getBytes(StandardCharsets.US_ASCII);
        DocumentEntry entry = DocumentEntry.of(CdaReader.read(CDA), "A.PDF", pdf);
        PatientComparison patients = XdmReader.read(Zips.of("METADATA.XML", metadata(entry), "A.PDF", pdf))
                .patients();
        assertThat(patients.areIn(new MessageSubject("CR DUPONT Lea 14/02/1985")))
                .isTrue();
        assertThat(patients.areIn(new MessageSubject("CR DURAND Paul 01/01/2000")))
                .isFalse();
    }

    @Test
    @Requirement("ECO.2.1.2")
    void metadata_with_other_traits_than_the_document_is_told() {
        byte[] other = changed("DUPONT");
        DocumentEntry entry = DocumentEntry.of(CdaReader.read(other), "A.XML", CDA);
        XdmArchive archive = XdmReader.read(Zips.of("METADATA.XML", metadata(entry), "A.XML", CDA));
        assertThat(kinds(archive)).contains(XdmWarning.Kind.PATIENT_DIFFERS);
    }

    @Test
    @Requirement("ECO.2.1.2")
    void second_description_of_a_file_is_held_against_it_too() {
        byte[] other = changed("285026311399956");
        DocumentEntry right = DocumentEntry.of(CdaReader.read(CDA), "A.XML", CDA);
        DocumentEntry wrong = DocumentEntry.of(CdaReader.read(other), "A.XML", other);
        XdmArchive archive = XdmReader.read(Zips.of("METADATA.XML", metadata(right, wrong), "A.XML", CDA));
        assertThat(archive.documents()).hasSize(1);
        assertThat(kinds(archive)).contains(XdmWarning.Kind.HASH_DIFFERS, XdmWarning.Kind.PATIENT_DIFFERS);
    }

    @Test
    @Requirement("ECO.2.1.2")
    void patient_of_the_submission_set_and_of_a_missing_file_count_too() {
        DocumentEntry right = DocumentEntry.of(CdaReader.read(CDA), "A.XML", CDA);
        byte[] other = changed("285026311399956");
        DocumentEntry missing = DocumentEntry.of(CdaReader.read(other), "B.XML", other);
        assertThat(kinds(XdmReader.read(Zips.of("METADATA.XML", metadata(right, missing), "A.XML", CDA))))
                .containsExactly(XdmWarning.Kind.FILE_MISSING, XdmWarning.Kind.SEVERAL_PATIENTS);
        SubmissionSet set = new SubmissionSet("2.25.1", "2.25.1", missing.patientId(), "", Coded.NONE, "", List.of());
        assertThat(kinds(XdmReader.read(
                        Zips.of("METADATA.XML", MetadataWriter.write(set, List.of(right)), "A.XML", CDA))))
                .containsExactly(XdmWarning.Kind.SEVERAL_PATIENTS);
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("ECO.2.2.6")
    void whom_a_document_is_hidden_from_is_read_of_it_and_of_its_description(Visibility hidden) {
        String code =
                "<confidentialityCode code=\"" + hidden + "\" codeSystem=\"1.2.250.1.213.1.1.4.13\"/><languageCode";
        byte[] itself = new String(CDA, StandardCharsets.UTF_8)
                .replace("<languageCode", code)
                .getBytes(StandardCharsets.UTF_8);
        byte[] described = MetadataWriter.write(
                new SubmissionSet("2.25.1", "2.25.1", "", "", Coded.NONE, "", List.of()),
                List.of(DocumentEntry.of(CdaReader.read(itself), "A.XML", CDA)));
        assertThat(XdmReader.read(Zips.of("A.XML", itself))
                        .documents()
                        .getFirst()
                        .visibility())
                .containsExactly(hidden);
        assertThat(XdmReader.read(Zips.of("METADATA.XML", described, "A.XML", CDA))
                        .documents()
                        .getFirst()
                        .visibility())
                .containsExactly(hidden);
        assertThat(XdmReader.read(Zips.of("A.XML", CDA)).documents().getFirst().visibility())
                .isEmpty();
        assertThat(Visibility.in(List.of(hidden.toCoded()))).containsExactly(hidden);
    }

    @Test
    @Requirement("ECO.2.1.2")
    void patient_of_the_metadata_goes_before_that_of_the_document() {
        byte[] other = Cdas.withPatientId("1.2.250.1.213.1.4.10", "279035121518989");
        XdmArchive archive = XdmReader.read(Zips.of("METADATA.XML", metadata("A.XML"), "A.XML", other));
        assertThat(archive.patient()).contains(new Ins(InsOid.NIR_TEST, "285026311399956"));
        assertThat(kinds(archive)).contains(XdmWarning.Kind.PATIENT_DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/abs.xml",
                "../up.xml",
                "a/../../b.xml",
                "C:/x.xml",
                "C:\\x.xml",
                "\\\\host\\x.xml",
                "a\\..\\b.xml"
            })
    void paths_that_leave_the_archive_are_refused(String path) {
        assertRefused(Zips.of(path, "x", "A.XML", CDA), "path");
    }

    @Test
    void two_files_of_one_name_are_refused() {
        assertRefused(Zips.of("A.XML", CDA, "a.xml", CDA), "there twice");
    }

    @Test
    void link_is_refused() {
        assertRefused(Zips.withMode(Zips.of("A.XML", CDA), 0xA1FF), "a link");
    }

    @Test
    void encrypted_file_is_refused() {
        assertRefused(Zips.withFlags(Zips.of("A.XML", CDA), 1), "encrypted");
    }

    @Test
    void bomb_is_refused() {
        assertRefused(Zips.of("A.XML", new byte[20_000_000]), "inflates to more");
    }

    @Test
    void sum_of_what_files_inflate_to_is_bounded() {
        XdmLimits limits = new XdmLimits(200, 2_500_000, 100);
        byte[] two = Zips.of("a.pdf", new byte[1_000_000], "b.pdf", new byte[1_000_000], "A.XML", CDA);
        byte[] three = Zips.of(
                "a.pdf", new byte[1_000_000], "b.pdf", new byte[1_000_000], "c.pdf", new byte[1_000_000], "A.XML", CDA);
        assertThat(XdmReader.read(two, new XdmBudget(limits)).documents()).hasSize(3);
        assertFault(three, new XdmBudget(limits), XdmFault.TOO_LARGE);
    }

    @Test
    void archives_of_one_message_share_one_bound() {
        XdmBudget budget = new XdmBudget(new XdmLimits(200, 2_500_000, 100));
        byte[] archive = Zips.of("a.pdf", new byte[1_000_000], "A.XML", CDA);
        XdmReader.read(archive, budget);
        XdmReader.read(archive, budget);
        assertFault(archive, budget, XdmFault.TOO_LARGE);
    }

    @Test
    void archive_that_is_refused_has_used_up_what_it_inflated() {
        XdmBudget budget = new XdmBudget(new XdmLimits(200, 2_500_000, 100));
        byte[] damaged = Zips.of("a.xml", new byte[1_000_000], "b.xml", new byte[1_000_000]);
        assertFault(damaged, budget, XdmFault.NOT_XDM);
        assertFault(Zips.of("a.pdf", new byte[1_000_000], "A.XML", CDA), budget, XdmFault.TOO_LARGE);
    }

    @Test
    void archive_of_something_else_uses_up_nothing() {
        XdmBudget budget = new XdmBudget(new XdmLimits(200, 1_500_000, 100));
        assertFault(Zips.of("a.pdf", new byte[1_000_000], "b.jpg", new byte[1_000_000]), budget, XdmFault.NOT_XDM);
        assertThat(XdmReader.read(Zips.of("a.pdf", new byte[1_000_000], "A.XML", CDA), budget)
                        .documents())
                .hasSize(2);
    }

    @Test
    void small_file_may_inflate_to_a_megabyte_and_a_large_one_a_hundredfold() {
        XdmLimits limits = XdmLimits.DEFAULT;
        assertThat(limits.allow(1_000_000, 1)).isTrue();
        assertThat(limits.allow(1_000_001, 1)).isFalse();
        assertThat(limits.allow(2_000_000, 20_000)).isTrue();
        assertThat(limits.allow(2_000_001, 20_000)).isFalse();
    }

    @Test
    void file_that_claims_more_than_it_holds_is_refused() {
        byte[] zip = Zips.of("A.XML", CDA);
        assertFault(Zips.withSize(zip, CDA.length + 1), new XdmBudget(XdmLimits.DEFAULT), XdmFault.WRONG_SIZE);
        assertFault(Zips.withSize(zip, CDA.length - 1), new XdmBudget(XdmLimits.DEFAULT), XdmFault.WRONG_SIZE);
        assertFault(Zips.withSize(zip, -1), new XdmBudget(XdmLimits.DEFAULT), XdmFault.TOO_LARGE);
    }

    @Test
    void file_that_lies_about_its_size_is_refused() {
        assertRefused(Zips.withSize(Zips.of("A.XML", CDA), 10), "larger than the directory says");
    }

    @Test
    void files_over_the_same_octets_are_refused() {
        assertRefused(Zips.withSecondOverFirst(Zips.of("A.XML", CDA, "B.XML", CDA)), "of another file");
    }

    @Test
    void too_many_files_are_refused() {
        Object[] files = new Object[2 * 201];
        for (int i = 0; i < files.length; i += 2) {
            files[i] = "f" + i;
            files[i + 1] = "x";
        }
        assertRefused(Zips.of(files), "201 entries");
    }

    @Test
    void archive_of_something_else_is_refused() {
        assertRefused(Zips.of("photo.jpg", "x"), "neither");
        assertRefused("hello".getBytes(StandardCharsets.UTF_8), "not a ZIP");
        assertRefused(new byte[0], "not a ZIP");
    }

    @Test
    void truncated_archive_is_refused_at_every_length() {
        byte[] whole = XdmWriter.write(List.of(CDA), NOW, "");
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> XdmReader.read(cut)).isInstanceOf(MssSyntaxException.class);
        }
    }

    private static void assertRefused(byte[] archive, String why) {
        assertThatThrownBy(() -> XdmReader.read(archive))
                .isInstanceOf(XdmRefusedException.class)
                .hasMessageContaining(why);
    }

    private static void assertFault(byte[] archive, XdmBudget budget, XdmFault fault) {
        assertThatThrownBy(() -> XdmReader.read(archive, budget))
                .isInstanceOfSatisfying(
                        XdmRefusedException.class,
                        refused -> assertThat(refused.fault()).isEqualTo(fault));
    }

    private static List<XdmWarning.Kind> kinds(XdmArchive archive) {
        return archive.warnings().stream().map(XdmWarning::kind).toList();
    }

    /** {@link #CDA} with one number or trait of another person. */
    private static byte[] changed(String said) {
        String other = switch (said) {
            case "DUPONT" -> "DURAND";
            case "Léa" -> "Zoé";
            case "19850214" -> "19850215";
            case "285026311399956" -> "279035121518989";
            default -> "code=\"M\"";
        };
        return new String(CDA, StandardCharsets.UTF_8).replace(said, other).getBytes(StandardCharsets.UTF_8);
    }

    /** Describes {@link #CDA} under another name. */
    private static byte[] metadata(String uri) {
        return metadata(DocumentEntry.of(CdaReader.read(CDA), uri, CDA));
    }

    private static byte[] metadataOf(byte[] cda) {
        return metadata(DocumentEntry.of(CdaReader.read(cda), "A.XML", cda));
    }

    private static byte[] metadata(DocumentEntry... entries) {
        SubmissionSet set = new SubmissionSet("2.25.1", "2.25.1", "", "20261124093015", Coded.NONE, "", List.of());
        return MetadataWriter.write(set, List.of(entries));
    }
}
