package fr.pli.mss;

import static fr.pli.mss.InsKeyPolicy.STRICT_IN_PRODUCTION;
import static fr.pli.mss.InsKeyPolicy.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdaReaderTest {

    @ParameterizedTest
    @EnumSource
    @Requirement("ECO.2.4.1")
    @Requirement("ECO.2.4.2")
    void every_public_sample_reads_as_measured(PublicCda sample) throws IOException {
        CdaHeader cda = CdaReader.read(sample.content());
        assertThat(cda.code().code()).isEqualTo(sample.code());
        assertThat(cda.code().label()).hasSize(sample.labelLength());
        assertThat(cda.level()).isEqualTo(sample.level());
        assertThat(cda.version().number()).isEqualTo(sample.version());
        Ins ins = cda.patient().ins().orElseThrow();
        assertThat(ins.authority().oid()).isEqualTo(sample.oid());
        assertThat(ins.number()).isEqualTo(sample.number());
        assertThat(cda.patient().hasQualifiedIns(WARNING)).isTrue();
        assertThat(cda.author().isEmpty()).isFalse();
        assertThat(cda.legalAuthenticator().isEmpty()).isFalse();
        assertThat(cda.language()).isEqualTo("fr-FR");
        assertThat(cda.confidentiality()).extracting(Coded::code).containsExactly("N");
        assertThat(cda.effectiveTime().date()).isPresent();
    }

    @Test
    void main_fixture_says_who_and_when() throws IOException {
        CdaHeader cda = CdaReader.read(PublicCda.TSH.content());
        CdaPatient patient = cda.patient();
        assertThat(patient.birthName()).isEqualTo("PAT-TROIS");
        assertThat(patient.firstName()).isEqualTo("DOMINIQUE");
        assertThat(patient.givenNames()).isEqualTo("DOMINIQUE MARIE-LOUISE");
        assertThat(patient.birthTime().date()).contains(LocalDate.of(1979, 3, 28));
        assertThat(patient.gender()).isEqualTo("F");
        assertThat(patient.birthPlace()).isEqualTo("51215");
        assertThat(patient.hasSixTraits()).isTrue();
        assertThat(patient.localId()).isEqualTo(new CdaId("1.2.3.4.567.8.9.10", "1234567890121"));
        assertThat(patient.mesAddress(MssAddress.PATIENT_DOMAIN))
                .contains(MssAddress.parse("279035121518989@patient.mssante.fr"));
        assertThat(cda.title()).isEqualTo("Compte rendu d'examens biologiques");
        assertThat(cda.author().family()).isEqualTo("CAMPARINI");
        assertThat(cda.author().title()).isEqualTo("DR");
        assertThat(cda.author().organization().name()).isEqualTo("Laboratoire des charmes");
        assertThat(cda.custodian().name()).isEqualTo("Laboratoire des charmes");
        assertThat(cda.act().start().value()).isEqualTo("20210104092200+0100");
        assertThat(cda.act().events()).extracting(Coded::code).containsExactly("18719-5", "18727-8", "18718-7");
    }

    @Test
    void facility_is_that_of_the_place_and_not_of_the_encounter() throws IOException {
        assertThat(CdaReader.read(PublicCda.VACCINATION.content())
                        .act()
                        .facility()
                        .code())
                .isEqualTo("SA07");
    }

    @Test
    void later_version_is_told_by_its_set_and_not_by_what_it_replaces() throws IOException {
        CdaVersion first = CdaReader.read(PublicCda.MICROBIOLOGY_V1.content()).version();
        CdaVersion second = CdaReader.read(PublicCda.MICROBIOLOGY_V2.content()).version();
        assertThat(second.replaces()).isNotEqualTo(first.id());
        assertThat(second.isLaterThan(first)).isTrue();
        assertThat(first.isLaterThan(second)).isFalse();
    }

    @Test
    void without_a_set_what_it_replaces_decides() {
        CdaId one = new CdaId("1.2.1", "");
        CdaVersion first = new CdaVersion(one, CdaId.NONE, 1, CdaId.NONE);
        CdaVersion second = new CdaVersion(new CdaId("1.2.2", ""), CdaId.NONE, 2, one);
        assertThat(second.isLaterThan(first)).isTrue();
        assertThat(first.isLaterThan(second)).isFalse();
    }

    @Test
    void wrong_key_under_a_production_oid_counts_only_outside_tests() throws IOException {
        CdaPatient newborn = CdaReader.read(PublicCda.NEWBORN.content()).patient();
        assertThat(newborn.hasQualifiedIns(WARNING)).isTrue();
        assertThat(newborn.hasQualifiedIns(STRICT_IN_PRODUCTION)).isFalse();
        CdaPatient child = CdaReader.read(PublicCda.BIRTH_CERTIFICATE.content()).patient();
        assertThat(child.ins().orElseThrow().keyIsRight()).isFalse();
        assertThat(child.hasQualifiedIns(STRICT_IN_PRODUCTION)).isTrue();
    }

    @Test
    void birth_name_is_not_the_name_in_use() throws IOException {
        CdaPatient mother = CdaReader.read(PublicCda.MATERNITY.content()).patient();
        assertThat(mother.birthName()).isEqualTo("NESSI");
        assertThat(mother.usedName()).isEqualTo("DECOURCY");
    }

    @Test
    void local_identifier_that_ends_like_an_ins_oid_is_none() {
        assertThat(CdaReader.read(Cdas.withPatientId("1.2.3.4.5.6.7.8.9.10", "279035121518989"))
                        .patient()
                        .ins())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"BIO_LEVEL_1", "IMAGING_LEVEL_1", "TELEMEDICINE_LEVEL_1"})
    void level_1_gives_its_pdf(PublicCda sample) throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        long size = CdaPdf.copy(new ByteArrayInputStream(sample.content()), pdf);
        assertThat(size).isEqualTo(pdf.size()).isPositive();
        assertThat(pdf.toString(StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-")
                .contains("%%EOF");
    }

    @Test
    void level_3_gives_no_pdf() throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        assertThat(CdaPdf.copy(new ByteArrayInputStream(PublicCda.TSH.content()), pdf))
                .isZero();
        assertThat(pdf.size()).isZero();
    }

    @Test
    void broken_base64_is_refused() {
        byte[] cda = Cdas.levelOne("JVBERi0xLjQ*");
        assertThatThrownBy(() -> CdaPdf.copy(new ByteArrayInputStream(cda), OutputStream.nullOutputStream()))
                .isInstanceOf(MssSyntaxException.class)
                .hasMessageContaining("not base64");
    }

    @Test
    void base64_in_lines_is_read() throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        CdaPdf.copy(new ByteArrayInputStream(Cdas.levelOne("JVBE\n  Ri0x\r\n\tLjQK")), pdf);
        assertThat(pdf.toString(StandardCharsets.US_ASCII)).isEqualTo("%PDF-1.4\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<a/>",
                "<ClinicalDocument/>",
                "<ClinicalDocument xmlns='urn:hl7-org:v3'/>",
                "<ClinicalDocument xmlns='urn:hl7-org:v3'><id root='1'",
                "<!DOCTYPE ClinicalDocument [<!ENTITY x 'y'>]><ClinicalDocument xmlns='urn:hl7-org:v3'><title>&x;</title>"
                        + "<component><structuredBody/></component></ClinicalDocument>",
                "<!DOCTYPE ClinicalDocument SYSTEM 'file:///etc/passwd'><ClinicalDocument xmlns='urn:hl7-org:v3'>"
                        + "<component><structuredBody/></component></ClinicalDocument>",
                "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>&undeclared;</title><component><structuredBody/></component></ClinicalDocument>"
            })
    void what_is_no_cda_is_refused(String text) {
        assertThatThrownBy(() -> CdaReader.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MssSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "ISO-8859-15", "windows-1252", "UTF-16"})
    void usual_encodings_are_read(String encoding) throws IOException {
        byte[] cda = new String(Cdas.labelled("1", "Synthèse"), StandardCharsets.UTF_8)
                .replace("encoding=\"UTF-8\"", "encoding=\"" + encoding + "\"")
                .getBytes(Charset.forName(encoding));
        assertThat(CdaReader.read(cda).code().label()).isEqualTo("Synthèse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EBCDIC-CP-FR", "UTF-7", "x"})
    void other_encodings_are_refused(String encoding) {
        byte[] cda = new String(Cdas.labelled("1", "Synthese"), StandardCharsets.UTF_8)
                .replace("encoding=\"UTF-8\"", "encoding=\"" + encoding + "\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CdaReader.read(cda))
                .isInstanceOf(MssSyntaxException.class)
                .hasMessageContaining("encoding");
    }

    @Test
    void octets_that_are_no_text_are_refused_in_silence() {
        byte[] cda = new String(Cdas.labelled("1", "Synthèse"), StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.ISO_8859_1);
        PrintStream console = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> CdaReader.read(cda)).isInstanceOf(MssSyntaxException.class);
        } finally {
            System.setErr(console);
        }
        assertThat(printed.size()).isZero();
    }

    @Test
    void depth_is_bounded() {
        String deep = "<ClinicalDocument xmlns='urn:hl7-org:v3'>" + "<a>".repeat(200);
        assertThatThrownBy(() -> CdaReader.read(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MssSyntaxException.class)
                .hasMessageContaining("deeper");
    }

    @Test
    void size_is_bounded() {
        byte[] head = "<ClinicalDocument xmlns='urn:hl7-org:v3'>".getBytes(StandardCharsets.UTF_8);
        InputStream large = new SequenceInputStream(
                new ByteArrayInputStream(head),
                new ByteArrayInputStream(" ".repeat(20_000_000).getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> CdaReader.read(large))
                .isInstanceOf(MssSyntaxException.class)
                .hasMessageContaining("larger");
    }

    @Test
    void failure_of_the_stream_is_not_taken_for_bad_xml() {
        assertThatThrownBy(() -> CdaReader.read(new PipedInputStream()))
                .isInstanceOf(IOException.class)
                .hasMessage("Pipe not connected");
    }

    @Test
    void patient_never_prints() {
        CdaHeader cda = CdaReader.read(Cdas.withPatientId("1.2.250.1.213.1.4.10", "279035121518989"));
        assertThat(cda.toString()).doesNotContain("2790351").doesNotContain("DUPONT");
    }
}
