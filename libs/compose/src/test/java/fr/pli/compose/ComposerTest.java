package fr.pli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.Cdas;
import fr.pli.mss.DisplayName;
import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.InsStatus;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Nil;
import fr.pli.mss.PublicCda;
import fr.pli.mss.Requirement;
import fr.pli.mss.xdm.XdmDocument;
import fr.pli.mss.xdm.XdmWarning;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerTest {

    private static final MssAddress COLLEAGUE = MssAddress.parse("paul.durand@medecin.pli.mssante.fr");
    private static final MssAddress PATIENT = MssAddress.parse("285026311399956@patient.mssante.fr");
    private static final Sender MARIE = Sender.of(
            MssAddress.parse("marie.martin@medecin.pli.mssante.fr"),
            DisplayName.ofPerson("Dr", "Marie", "Martin", "Cabinet Médical"));
    private static final ComposeSettings SETTINGS = ComposeSettings.of(new Nil("<Pli/lps/0.1>"));
    private static final byte[] LETTER = SampleDocument.LEVEL_3.content();
    private static final byte[] REPORT = SampleDocument.LEVEL_1.content();

    private final Composer composer =
            new Composer(SETTINGS, InstantSource.fixed(Instant.parse("2026-11-24T09:30:15Z")));

    @ParameterizedTest
    @EnumSource
    @Requirement("ECO.2.1.1")
    @Requirement("ECO.2.4.1")
    @Requirement("ECO.2.4.2")
    @Requirement("ECO.2.4.3")
    @Requirement("SEED-21")
    void every_public_sample_composes_and_opens_again(PublicCda sample) throws IOException {
        byte[] cda = sample.content();
        ComposedMessage composed = composer.compose(draft(cda).withText("Cordialement, à bientôt"));
        OpenedMessage opened = open(composed);
        XdmDocument document = opened.archives().getFirst().documents().getFirst();
        assertThat(document.content()).isEqualTo(cda);
        assertThat(opened.headers().codes()).containsExactly(sample.code());
        assertThat(opened.headers().ins()).isEqualTo(InsStatus.QUALIFIED);
        assertThat(opened.headers().nil()).isEqualTo("<Pli/lps/0.1>");
        assertThat(opened.patient().orElseThrow().number()).isEqualTo(sample.number());
        assertThat(opened.text()).isEqualTo("Cordialement, à bientôt");
        assertThat(opened.isSound()).isTrue();
        assertThat(opened.otherFiles()).singleElement().asString().endsWith(".pdf");
        if (sample.level() == 3) {
            PdfA1.assertValid(attachment(composed, 2));
        } else {
            assertThat(attachment(composed, 2)).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    @Requirement("ECO.2.1.3")
    @Requirement("ECO.2.1.6")
    @Requirement("ECO.2.2.1")
    @Requirement("ECO.2.2.3")
    @Requirement("ECO.2.2.4")
    @Requirement("ECO.2.2.7")
    void message_is_named_by_the_rules() throws Exception {
        MimeMessage mime = mime(composer.compose(draft(LETTER).withPatientFile("D-42")));
        assertThat(mime.getSubject())
                .isEqualTo("XDM/1.0/DDM+Lettre de liaison a la sortie d'un etabl EXEMPLE CAMILLE 14/02/1985");
        assertThat(mime.getFrom()[0].toString()).contains("marie.martin@medecin.pli.mssante.fr");
        assertThat(open(composer.compose(draft(LETTER))).fromName()).isEqualTo("Dr_Marie_MARTIN_Cabinet Médical");
        assertThat(mime.getMessageID()).matches("<[0-9a-f-]{36}@medecin\\.pli\\.mssante\\.fr>");
        assertThat(mime.getSentDate()).isEqualTo(Instant.parse("2026-11-24T09:30:15Z"));
        Multipart parts = (Multipart) mime.getContent();
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("IHE_XDM.zip");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/zip");
        assertThat(parts.getBodyPart(2).getFileName())
                .isEqualTo("20261102_Lettre de liaison à la sortie d'un établ_EXEMPLE_CAMILLE_D-42.pdf");
    }

    @Test
    void several_documents_of_one_patient_go_in_one_mail() throws Exception {
        ComposedMessage composed = composer.compose(draft(LETTER, REPORT, withId(LETTER)));
        OpenedMessage opened = open(composed);
        assertThat(opened.shownSubject()).isEqualTo("3 documents EXEMPLE CAMILLE 14/02/1985");
        assertThat(opened.headers().codes()).containsExactly("11490-0", "11488-4", "11490-0");
        assertThat(opened.otherFiles()).hasSize(3).doesNotHaveDuplicates();
        assertThat(opened.isSound()).isTrue();
    }

    @Test
    @Requirement("ECO.2.1.1")
    void documents_of_two_patients_do_not() {
        assertThatThrownBy(() ->
                        composer.compose(draft(LETTER, Cdas.withPatientId("1.2.250.1.213.1.4.10", "279035121518989"))))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("one patient");
    }

    @Test
    void without_a_qualified_ins_the_header_says_so() throws IOException {
        OpenedMessage opened = open(composer.compose(draft(Cdas.withPatientId("1.2.3.4.567.8.9.10", "123"))));
        assertThat(opened.headers().ins()).isEqualTo(InsStatus.NOT_QUALIFIED);
        assertThat(opened.isSound()).isTrue();
    }

    @Test
    @Requirement("SEED-20")
    void mail_without_documents_has_only_a_nil() throws IOException {
        OpenedMessage opened =
                open(composer.compose(draft().withSubject("Réunion de jeudi").withText("à 9 h")));
        assertThat(opened.headers().fields()).containsOnlyKeys("X-MSS-NIL");
        assertThat(opened.subject()).isEqualTo("Réunion de jeudi");
        assertThat(opened.text()).isEqualTo("à 9 h");
    }

    @Test
    @Requirement("ECO.2.2.2")
    void reply_names_what_it_answers() throws Exception {
        MessageId first = new MessageId("<1@a.fr>");
        MessageId second = new MessageId("<2@b.fr>");
        MimeMessage mime = mime(composer.compose(draft(LETTER).withReply(new Reply(second, List.of(first)))));
        assertThat(mime.getHeader("In-Reply-To")).containsExactly("<2@b.fr>");
        assertThat(mime.getHeader("References")[0].split("\\s+")).containsExactly("<1@a.fr>", "<2@b.fr>");
    }

    @Test
    @Requirement("ECO.2.2.5")
    void application_says_where_answers_go() throws Exception {
        MssAddress laboratory = MssAddress.parse("labo.app@ch-a.pli.mssante.fr");
        Sender application = new Sender(laboratory, new DisplayName("Hopital C – Biologie"), List.of(COLLEAGUE));
        MimeMessage mime = mime(composer.compose(new Draft(application, List.of(COLLEAGUE), List.of(LETTER))));
        assertThat(mime.getReplyTo()).extracting(Object::toString).containsExactly(COLLEAGUE.toString());
    }

    @Test
    @Requirement("ECO.2.3.1")
    @Requirement("ECO.2.3.2")
    @Requirement("SEED-40")
    void receipts_are_asked_for() throws Exception {
        ComposedMessage composed =
                composer.compose(draft(LETTER).withReceipts(Set.of(Receipt.DELIVERY, Receipt.READING)));
        assertThat(mime(composed).getHeader("Disposition-Notification-To"))
                .containsExactly("marie.martin@medecin.pli.mssante.fr");
        assertThat(composed.receipts()).containsExactlyInAnyOrder(Receipt.DELIVERY, Receipt.READING);
    }

    @Test
    @Requirement("ECO.2.2.8")
    @Requirement("SEED-36")
    void exchange_with_a_patient_can_be_ended() throws Exception {
        Draft draft = new Draft(MARIE, List.of(PATIENT), List.of(LETTER)).withoutAnswer();
        assertThat(mime(composer.compose(draft)).getHeader("X-MSS-MES")).containsExactly("FIN");
        assertThatThrownBy(() -> composer.compose(draft(LETTER).withoutAnswer()))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("patients only");
    }

    @Test
    @Requirement("ECO.3.1.5")
    void patient_gets_no_documents_of_another() {
        MssAddress other = MssAddress.parse("279035121518989@patient.mssante.fr");
        assertThatThrownBy(() -> composer.compose(new Draft(MARIE, List.of(COLLEAGUE, other), List.of(LETTER))))
                .isInstanceOf(CompositionException.class)
                .hasMessageNotContaining("2790");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: x@y.fr", "a\nb", "", " "})
    void no_header_gets_in_through_the_subject(String subject) {
        assertThatThrownBy(() -> composer.compose(draft().withSubject(subject)))
                .isInstanceOf(CompositionException.class);
    }

    @Test
    void no_header_gets_in_through_the_label_of_a_document() throws Exception {
        byte[] cda = new String(LETTER, StandardCharsets.UTF_8)
                .replace(
                        "displayName=\"Lettre de liaison à la sortie d'un établissement de soins\"",
                        "displayName=\"x&#13;&#10;Bcc: x@y.fr\"")
                .getBytes(StandardCharsets.UTF_8);
        MimeMessage mime = mime(composer.compose(draft(cda)));
        assertThat(mime.getHeader("Bcc")).isNull();
        assertThat(mime.getSubject()).startsWith("XDM/1.0/DDM+x Bcc: x@y.fr EXEMPLE");
    }

    @Test
    void mail_needs_a_recipient() {
        assertThatThrownBy(() -> composer.compose(new Draft(MARIE, List.of(), List.of(LETTER))))
                .isInstanceOf(CompositionException.class);
    }

    @Test
    void what_was_changed_on_the_way_is_found_out() throws Exception {
        MimeMessage mime = mime(composer.compose(draft(LETTER)));
        mime.setHeader("X-MSS-CODECDA", "34112-3");
        mime.setHeader("X-MSS-INS", "N");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        mime.writeTo(octets);
        OpenedMessage opened = MessageOpener.open(octets.toByteArray(), SETTINGS);
        assertThat(opened.headerAnomalies()).containsExactly(HeaderAnomaly.CODECDA_DIFFERS, HeaderAnomaly.INS_DIFFERS);
        assertThat(opened.isSound()).isFalse();
    }

    @Test
    void archive_that_is_none_is_told() throws Exception {
        String mail = """
                From: a@b.fr
                Content-Type: application/zip; name=IHE_XDM.zip

                hello
                """;
        OpenedMessage opened =
                MessageOpener.open(new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)), SETTINGS);
        assertThat(opened.damaged()).singleElement().asString().startsWith("IHE_XDM.zip: ");
        assertThat(opened.isSound()).isFalse();
        assertThat(opened.warnings()).extracting(XdmWarning::kind).isEmpty();
    }

    /** The same letter as another document. */
    private static byte[] withId(byte[] cda) {
        String text = new String(cda, StandardCharsets.UTF_8);
        return text.replace("8419.1\"/>", "8419.2\"/>").getBytes(StandardCharsets.UTF_8);
    }

    private static Draft draft(byte[]... documents) {
        return new Draft(MARIE, List.of(COLLEAGUE), List.of(documents));
    }

    private static OpenedMessage open(ComposedMessage composed) throws IOException {
        return MessageOpener.open(new ByteArrayInputStream(octets(composed)), SETTINGS);
    }

    private static MimeMessage mime(ComposedMessage composed) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets(composed)));
    }

    private static byte[] attachment(ComposedMessage composed, int index) throws IOException {
        try {
            Part part = ((Multipart) mime(composed).getContent()).getBodyPart(index);
            return part.getInputStream().readAllBytes();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static byte[] octets(ComposedMessage composed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        composed.writeTo(out);
        return out.toByteArray();
    }
}
