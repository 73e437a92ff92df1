package fr.pli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import fr.pli.mss.Cdas;
import fr.pli.mss.PublicSamples;
import fr.pli.mss.Requirement;
import fr.pli.mss.xdm.XdmDocument;
import fr.pli.mss.xdm.XdmFault;
import fr.pli.mss.xdm.XdmLimits;
import fr.pli.mss.xdm.XdmWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a message, however it was written. */
class MessageOpenerTest {

    private static final byte[] CDA = Cdas.labelled("1", "CR d'examen");
    private static final byte[] XDM = XdmWriter.write(List.of(CDA), Instant.EPOCH, "");
    private static final byte[] PDF = "%PDF-1.4 copie".getBytes(StandardCharsets.US_ASCII);

    @Test
    void archive_text_and_pdf_copy_are_found() {
        OpenedMessage opened = new Mail()
                .withHeaders()
                .with("Subject: XDM/1.0/DDM+CR d'examen DUPONT Lea 14/02/1985")
                .text("Bonjour")
                .zip("IHE_XDM.zip", XDM)
                .base64("Content-Type: application/pdf; name=copie.pdf", PDF)
                .open();
        assertThat(opened.text()).isEqualTo("Bonjour");
        assertThat(opened.archives()).hasSize(1);
        assertThat(opened.attachments()).singleElement().satisfies(copy -> {
            assertThat(copy.name()).isEqualTo("copie.pdf");
            assertThat(copy.mediaType()).isEqualTo("application/pdf");
            assertThat(copy.content()).isEqualTo(PDF);
        });
        assertThat(opened.isSound()).isTrue();
    }

    @Test
    void archive_of_a_forwarded_message_is_found() {
        byte[] forwarded =
                new Mail().withHeaders().text("voir").zip("IHE_XDM.zip", XDM).octets();
        for (String type : List.of("message/rfc822", "message/global")) {
            OpenedMessage plain = new Mail()
                    .text("pour suite")
                    .part("Content-Type: " + type + "; name=resultat.eml", forwarded)
                    .open();
            OpenedMessage encoded = new Mail()
                    .text("pour suite")
                    .base64("Content-Type: " + type + "; name=resultat.eml", forwarded)
                    .open();
            for (OpenedMessage opened : List.of(plain, encoded)) {
                assertThat(opened.archives()).hasSize(1);
                assertThat(opened.archives().getFirst().documents().getFirst().content())
                        .isEqualTo(CDA);
                assertThat(opened.text()).isEqualTo("pour suite");
                assertThat(opened.attachments())
                        .extracting(Attachment::kind, Attachment::name)
                        .containsExactly(tuple(Attachment.Kind.MESSAGE, "resultat.eml"));
                assertThat(opened.attachments().getFirst().content()).isEqualTo(forwarded);
                assertThat(opened.isSound()).isTrue();
            }
        }
    }

    @Test
    void zip_that_is_no_xdm_is_another_file() throws IOException {
        OpenedMessage opened = new Mail()
                .withHeaders()
                .zip("photos.zip", zip("a.jpg", new byte[100]))
                .zip("IHE_XDM.zip", XDM)
                .zip("secret.zip", encrypted(zip("a.jpg", new byte[100])))
                .zip("rien.zip", "hello".getBytes(StandardCharsets.US_ASCII))
                .open();
        assertThat(opened.archives()).hasSize(1);
        assertThat(opened.damaged()).isEmpty();
        assertThat(opened.otherFiles()).containsExactly("photos.zip", "secret.zip", "rien.zip");
        assertThat(opened.attachments()).extracting(Attachment::kind).containsOnly(Attachment.Kind.OTHER_ARCHIVE);
        assertThat(opened.isSound()).isTrue();
    }

    @Test
    void archive_that_should_be_xdm_and_is_damaged_is_told_under_any_name() throws IOException {
        byte[] cut = Arrays.copyOf(XDM, XDM.length - 30);
        OpenedMessage opened = new Mail()
                .zip("ihe-xdm.zip", zip("a.jpg", new byte[100]))
                .zip("documents.zip", cut)
                .open();
        assertThat(opened.damaged())
                .extracting(DamagedArchive::name, DamagedArchive::fault)
                .containsExactly(tuple("ihe-xdm.zip", XdmFault.NOT_XDM), tuple("documents.zip", XdmFault.NO_ZIP));
        assertThat(opened.isSound()).isFalse();
    }

    @Test
    @Requirement("ECO.2.1.1")
    void archives_of_two_patients_are_not_sound_together() {
        byte[] other = XdmWriter.write(
                List.of(Cdas.withPatientId("1.2.250.1.213.1.4.10", "279035121518989")), Instant.EPOCH, "");
        OpenedMessage opened = new Mail()
                .withHeaders()
                .zip("IHE_XDM.zip", XDM)
                .zip("IHE_XDM2.zip", other)
                .open();
        assertThat(opened.warnings()).isEmpty();
        assertThat(opened.messageWarnings()).containsExactly(MessageWarning.SEVERAL_PATIENTS);
        assertThat(opened.isSound()).isFalse();
        assertThat(new Mail()
                        .withHeaders()
                        .zip("a.zip", XDM)
                        .zip("b.zip", XDM)
                        .open()
                        .isSound())
                .isTrue();
    }

    @Test
    @Requirement("ECO.2.1.1")
    void archives_of_one_number_and_other_traits_or_of_no_number_are_not_sound_either() {
        byte[] durand = new String(CDA, StandardCharsets.UTF_8)
                .replace("DUPONT", "DURAND")
                .getBytes(StandardCharsets.UTF_8);
        byte[] nobody = XdmWriter.write(List.of(Cdas.withPatientId("", "")), Instant.EPOCH, "");
        assertThat(new Mail()
                        .zip("a.zip", XDM)
                        .zip("b.zip", XdmWriter.write(List.of(durand), Instant.EPOCH, ""))
                        .open()
                        .messageWarnings())
                .containsExactly(MessageWarning.SEVERAL_PATIENTS);
        assertThat(new Mail().zip("a.zip", nobody).zip("b.zip", nobody).open().messageWarnings())
                .containsExactly(MessageWarning.SEVERAL_PATIENTS);
        assertThat(new Mail().zip("a.zip", nobody).open().messageWarnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "XDM/1.0/DDM+CR d'examen DUPONT Lea 14/02/1985, true",
        "Re: XDM/1.0/DDM+ CR d'examen DUPONT Lea, true",
        "Résultats, true",
        "XDM/1.0/DDM+CR d'examen DURAND Lea 14/02/1985, false",
        "=?utf-8?q?XDM/1.0/DDM+CR_DUPONT_Zo=C3=A9?=, false",
        "XDM/1.0/DDM+CR d'examen DUPONT Lea 15/02/1985, false"
    })
    @Requirement("ECO.2.1.3")
    void subject_that_names_another_person_is_told(String subject, boolean sound) {
        OpenedMessage opened = new Mail()
                .withHeaders()
                .with("Subject: " + subject)
                .zip("IHE_XDM.zip", XDM)
                .open();
        assertThat(opened.isSound()).isEqualTo(sound);
        assertThat(opened.messageWarnings().contains(MessageWarning.SUBJECT_OF_ANOTHER))
                .isEqualTo(!sound);
    }

    @Test
    void doubt_of_the_operator_about_the_author_is_told_and_says_nothing_of_the_documents() {
        OpenedMessage opened = new Mail()
                .withHeaders()
                .with(
                        "Authentication-Results: mail.ch-a.example;\r\n x-mssante=fail reason=\"not listed\"\r\n header.from=b.mssante.fr")
                .zip("IHE_XDM.zip", XDM)
                .open();
        assertThat(opened.messageWarnings()).containsExactly(MessageWarning.AUTHOR_NOT_PROVEN);
        assertThat(opened.isSound()).isTrue();
    }

    @Test
    void ten_archives_inflate_to_no_more_than_one_may() throws IOException {
        byte[] bomb = bomb();
        Mail mail = new Mail();
        for (int i = 0; i < 10; i++) {
            mail.zip("a" + i + ".zip", bomb);
        }
        byte[] octets = mail.octets();
        assertThat(octets.length).isLessThan(2_000_000);
        OpenedMessage opened = MessageOpener.open(octets, Mail.SETTINGS);
        assertThat(opened.archives().stream()
                        .flatMap(archive -> archive.documents().stream())
                        .mapToLong(XdmDocument::size)
                        .sum())
                .isLessThanOrEqualTo(XdmLimits.DEFAULT.inflated());
        assertThat(opened.archives()).hasSize(1);
        assertThat(opened.damaged())
                .hasSize(9)
                .extracting(DamagedArchive::fault)
                .containsOnly(XdmFault.TOO_LARGE);
    }

    @Test
    void archive_that_is_named_as_one_is_opened_before_others_use_up_what_may_be_inflated() throws IOException {
        OpenedMessage opened = new Mail()
                .zip("photos.zip", bomb())
                .zip("scans.zip", bomb())
                .zip("IHE_XDM.zip", XDM)
                .open();
        assertThat(opened.archives().getFirst().documents().getFirst().content())
                .isEqualTo(CDA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7-bit", "8-bit", "8BIT", "none", "\"8bit\"", ""})
    void text_of_a_misspelt_encoding_is_read(String encoding) {
        OpenedMessage opened = Mail.open(
                "From: a@b.fr",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: " + encoding,
                "",
                "reçu");
        assertThat(opened.text()).isEqualTo("reçu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "BASE-64", "Base64; x=y", "x-base64"})
    void base64_without_its_end_is_read(String encoding) {
        String whole = Base64.getMimeEncoder().encodeToString(XDM).replaceAll("=+$", "");
        OpenedMessage opened = new Mail()
                .part(
                        "Content-Type: application/zip; name=IHE_XDM.zip\r\nContent-Transfer-Encoding: " + encoding,
                        whole)
                .open();
        assertThat(opened.archives()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed",
                "multipart/mixed; boundary=",
                "multipart/mixed; boundary=absente",
                "multipart/mixed; boundary=b",
                "multipart/mixed; boundary = \"b\" ; x",
                "multipart/mixed; boundary=\"b",
                "Multipart/Mixed; Boundary=b"
            })
    void parts_are_found_whatever_is_said_of_their_boundary(String type) {
        OpenedMessage opened = Mail.open(
                "From: a@b.fr",
                "Content-Type: " + type,
                "",
                "preamble",
                "--b  ",
                "",
                "Bonjour",
                "--b",
                "Content-Type: application/zip; name=IHE_XDM.zip",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(XDM),
                "--b--");
        assertThat(opened.text()).isEqualTo("Bonjour");
        assertThat(opened.archives()).hasSize(1);
    }

    @Test
    void multipart_without_any_delimiter_is_text() {
        assertThat(Mail.open("From: a@b.fr", "Content-Type: multipart/mixed; boundary=b", "", "Bonjour")
                        .text())
                .isEqualTo("Bonjour");
        assertThat(Mail.open("From: a@b.fr", "Content-Type: multipart/mixed", "", "Bonjour")
                        .text())
                .isEqualTo("Bonjour");
    }

    @Test
    void message_that_is_attached_as_a_file_is_opened_too() {
        byte[] forwarded = new Mail().withHeaders().zip("IHE_XDM.zip", XDM).octets();
        OpenedMessage opened = new Mail()
                .base64("Content-Type: application/octet-stream; name=resultat.EML", forwarded)
                .open();
        assertThat(opened.archives()).hasSize(1);
    }

    @Test
    @Requirement("SEED-22")
    void patient_who_writes_in_a_webmail_has_no_nil() {
        assertThat(Mail.open("From: <285026311399956@patient.mssante.fr>", "", "Merci")
                        .isSound())
                .isTrue();
        assertThat(Mail.open("From: <marie@medecin.mssante.fr>", "", "Merci").isSound())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=copie.pdf | copie.pdf",
                "name=\"=?utf-8?q?synth=C3=A8se.pdf?=\" | synthèse.pdf",
                "name*=utf-8''synth%C3%A8se.pdf | synthèse.pdf",
                "name*=iso-8859-1'fr'synth%E8se.pdf | synthèse.pdf",
                "name*0*=utf-8''synth%C3; name*1*=%A8se; name*2=.pdf | synthèse.pdf",
                "name=synthèse.pdf | synthèse.pdf",
                "charset=x | application-pdf-1"
            })
    void name_of_a_file_is_read_however_it_is_written(String parameter, String name) {
        OpenedMessage opened = new Mail()
                .base64("Content-Type: application/pdf; " + parameter, PDF)
                .open();
        assertThat(opened.otherFiles()).containsExactly(name);
    }

    @Test
    void every_text_of_a_mixed_message_is_shown_and_one_of_its_alternatives() {
        String alternatives = """
                --i\r
                Content-Type: text/plain\r
                \r
                Bonjour\r
                --i\r
                Content-Type: text/html\r
                \r
                <p>Bonjour</p>\r
                --i--\r
                """;
        OpenedMessage opened = new Mail()
                .part("Content-Type: multipart/alternative; boundary=i", alternatives)
                .text("Envoyé du cabinet")
                .part("Content-Disposition: attachment; filename=note.txt\r\nContent-Type: text/plain", "note")
                .open();
        assertThat(opened.text()).isEqualTo("Bonjour\n\nEnvoyé du cabinet");
        assertThat(opened.otherFiles()).containsExactly("note.txt");
    }

    @Test
    void parts_without_end_and_deeper_than_anybody_looks_are_no_error() {
        StringBuilder deep = new StringBuilder("From: a@b.fr\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n");
        for (int i = 0; i < 300; i++) {
            deep.append("--b" + i + "\r\nContent-Type: multipart/mixed; boundary=b" + (i + 1) + "\r\n\r\n");
        }
        assertThat(MessageOpener.open(deep.toString().getBytes(StandardCharsets.US_ASCII), Mail.SETTINGS)
                        .from())
                .isEqualTo("a@b.fr");
        assertThat(Mail.open("").text()).isEmpty();
    }

    @Test
    void message_encoded_in_messages_is_opened_to_some_depth() {
        byte[] inner = new Mail().zip("IHE_XDM.zip", XDM).octets();
        for (int i = 0; i < 20; i++) {
            inner = new Mail().base64("Content-Type: message/rfc822", inner).octets();
        }
        assertThat(MessageOpener.open(inner, Mail.SETTINGS).attachments()).isNotEmpty();
    }

    @Test
    void message_of_more_octets_than_one_composes_is_refused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }

            @Override
            public int read(byte[] octets, int offset, int length) {
                return length;
            }
        };
        assertThatThrownBy(() -> MessageOpener.open(endless, Mail.SETTINGS))
                .isInstanceOf(MessageTooLargeException.class);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void message_that_failed_once_is_listed_and_opened(Path mail) throws IOException {
        byte[] octets = Files.readAllBytes(mail);
        MessageHeading heading = MessageHeading.of(octets);
        assertThat(heading.from()).contains("sandbox.mssante.fr");
        assertThat(heading.shownSubject()).isNotEmpty();
        OpenedMessage opened = MessageOpener.open(octets, Mail.SETTINGS);
        assertThat(opened.text()).isNotEmpty();
        assertThat(opened.id()).startsWith("<case-");
    }

    static List<Path> cases() throws IOException {
        Path folder = PublicSamples.path("cases");
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
    }

    /** 99 documents of a megabyte that are nearly nothing. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            zip.putNextEntry(new ZipEntry("METADATA.XML"));
            zip.write("<SubmitObjectsRequest/>".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 99; i++) {
                zip.putNextEntry(new ZipEntry(i + ".pdf"));
                zip.write(new byte[1_000_000]);
            }
        }
        return octets.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return octets.toByteArray();
    }

    /** Says in the directory that its file is encrypted. */
    private static byte[] encrypted(byte[] zip) {
        for (int i = 0; i < zip.length - 4; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 8] |= 1;
            }
        }
        return zip;
    }
}
