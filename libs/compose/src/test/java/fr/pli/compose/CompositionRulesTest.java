package fr.pli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.Cdas;
import fr.pli.mss.DisplayName;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Nil;
import fr.pli.mss.Requirement;
import fr.pli.mss.Visibility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What may travel together, to whom, and in place of what. */
class CompositionRulesTest {

    private static final String TEST = "1.2.250.1.213.1.4.10";
    private static final String LEA = "285026311399956";
    private static final MssAddress COLLEAGUE = MssAddress.parse("paul.durand@medecin.pli.mssante.fr");
    private static final MssAddress PATIENT = MssAddress.parse(LEA + "@patient.mssante.fr");
    private static final ComposeSettings SETTINGS = ComposeSettings.of(new Nil("<Pli/compose/0.1>"));
    private static final Reply EARLIER = new Reply(new MessageId("<v1@pli.mssante.fr>"), List.of());
    private static final byte[] LETTER = Cdas.labelled("1", "Lettre");

    @ParameterizedTest
    @CsvSource({"DUPONT, DURAND", ">Léa<, >Zoé<", "19850214, 19850215", "code=\"F\" codeSystem, code=\"M\" codeSystem"})
    @Requirement("ECO.2.1.1")
    void one_number_with_other_traits_is_another_patient(String ours, String theirs) {
        refused(
                CompositionFault.SEVERAL_PATIENTS,
                () -> compose(draft(LETTER, changed(Cdas.labelled("2", "x"), ours, theirs))));
    }

    @Test
    void the_first_document_of_another_patient_is_told() {
        byte[] other = changed(Cdas.labelled("3", "y"), "DUPONT", "DURAND");
        assertThatThrownBy(() -> compose(draft(LETTER, Cdas.labelled("2", "x"), other)))
                .isInstanceOfSatisfying(
                        CompositionException.class,
                        e -> assertThat(e.document()).hasValue(2));
    }

    @Test
    @Requirement("ECO.2.1.1")
    void two_documents_without_a_number_are_of_two_patients() {
        String id = "<id root=\"" + TEST + "\" extension=\"" + LEA + "\"/>";
        byte[] one = changed(LETTER, id, "");
        byte[] other = changed(Cdas.labelled("2", "x"), id, "");
        assertThat(compose(draft(one)).id()).isNotNull();
        refused(CompositionFault.SEVERAL_PATIENTS, () -> compose(draft(one, other)));
        refused(
                CompositionFault.SEVERAL_PATIENTS,
                () -> compose(draft(changed(LETTER, LEA, ""), changed(Cdas.labelled("2", "x"), LEA, ""))));
    }

    @Test
    @Requirement("ECO.2.1.1")
    void one_document_of_two_persons_is_refused_and_one_that_names_one_twice_is_warned_of() {
        String target = between(LETTER, "<recordTarget>", "</recordTarget>");
        byte[] twice = changed(LETTER, target, target + target);
        byte[] two = changed(
                LETTER, target, target + target.replace("DUPONT", "MARTIN").replace(LEA, "279035121518989"));
        assertThat(compose(draft(twice)).warnings())
                .contains(new CompositionWarning(CompositionWarning.Kind.SEVERAL_RECORD_TARGETS, 0));
        refused(CompositionFault.SEVERAL_PATIENTS, () -> compose(draft(two)));
        assertThat(compose(draft(changed(LETTER, target, ""))).warnings())
                .containsExactly(new CompositionWarning(CompositionWarning.Kind.NO_PATIENT, 0));
    }

    @Test
    void two_numbers_of_one_person_are_warned_of() {
        String id = "<id root=\"" + TEST + "\" extension=\"" + LEA + "\"/>";
        byte[] two = changed(LETTER, id, id + "<id root=\"1.2.250.1.213.1.4.11\" extension=\"279035121518989\"/>");
        assertThat(compose(draft(two)).warnings())
                .contains(new CompositionWarning(CompositionWarning.Kind.SEVERAL_INS, 0));
    }

    @Test
    @Requirement("ECO.2.4.2")
    void patient_without_a_number_is_warned_of() {
        String id = "<id root=\"" + TEST + "\" extension=\"" + LEA + "\"/>";
        for (String none : new String[] {"", "<id root=\"1.2.250.1.999\" extension=\"4711\"/>"}) {
            assertThat(compose(draft(changed(LETTER, id, none))).warnings())
                    .containsExactly(new CompositionWarning(CompositionWarning.Kind.NO_INS, 0));
        }
        assertThat(compose(draft(LETTER)).warnings())
                .extracting(CompositionWarning::kind)
                .doesNotContain(CompositionWarning.Kind.NO_INS);
    }

    @Test
    void same_document_twice_is_refused_and_named() {
        assertThatThrownBy(() -> compose(draft(LETTER, Cdas.labelled("2", "x"), LETTER)))
                .isInstanceOfSatisfying(CompositionException.class, e -> {
                    assertThat(e.fault()).isEqualTo(CompositionFault.SAME_DOCUMENT_TWICE);
                    assertThat(e.document()).hasValue(2);
                });
        refused(CompositionFault.SAME_DOCUMENT_TWICE, () -> compose(draft(LETTER, Cdas.labelled("1", "autre"))));
    }

    @Test
    void document_without_an_identifier_gets_one_in_the_description() throws IOException {
        byte[] bare = changed(LETTER, "<id root=\"1.2.250.1.213.9.9.1\" extension=\"1\"/>", "");
        ComposedMessage composed = compose(draft(bare));
        assertThat(composed.warnings()).containsExactly(new CompositionWarning(CompositionWarning.Kind.NO_ID, 0));
        assertThat(open(composed)
                        .archives()
                        .getFirst()
                        .documents()
                        .getFirst()
                        .entry()
                        .orElseThrow()
                        .uniqueId())
                .startsWith("2.25.");
    }

    @Test
    @Requirement("ECO.2.2.6")
    void patient_is_written_to_with_a_qualified_ins_only() {
        byte[] unqualified = changed(LETTER, "code=\"F\" codeSystem", "codeSystem");
        refused(CompositionFault.INS_NOT_QUALIFIED, () -> compose(draft(PATIENT, unqualified)));
        refused(CompositionFault.INS_NOT_QUALIFIED, () -> compose(draft(PATIENT, Cdas.withPatientId("1.2.3", "7"))));
        MssAddress name = MssAddress.parse("lea@patient.mssante.fr");
        refused(CompositionFault.INS_NOT_QUALIFIED, () -> compose(draft(name, LETTER)));
        refused(CompositionFault.INS_NOT_QUALIFIED, () -> compose(draft(name).withSubject("Bonjour")));
        assertThat(compose(draft(PATIENT, LETTER)).recipients()).containsExactly(PATIENT);
        assertThat(new Composer(SETTINGS.withInsDerogation(), InstantSource.system())
                        .compose(draft(PATIENT, unqualified))
                        .recipients())
                .containsExactly(PATIENT);
    }

    @Test
    void document_that_is_invisible_to_the_patient_does_not_go_to_him() {
        byte[] said = changed(
                LETTER,
                "<confidentialityCode code=\"N\"",
                "<confidentialityCode code=\"INVISIBLE_PATIENT\" codeSystem=\"1.2.250.1.213.1.1.4.13\"/><confidentialityCode code=\"N\"");
        refused(CompositionFault.INVISIBLE_TO_PATIENT, () -> compose(draft(PATIENT, said)));
        refused(
                CompositionFault.INVISIBLE_TO_PATIENT,
                () -> compose(draft(PATIENT, LETTER).withVisibility(Set.of(Visibility.INVISIBLE_PATIENT))));
        assertThat(compose(draft(said)).recipients()).containsExactly(COLLEAGUE);
        refused(
                CompositionFault.HIDDEN_FROM_RECIPIENT,
                () -> compose(draft(LETTER).withVisibility(Set.of(Visibility.MASQUE_PS))));
        refused(
                CompositionFault.VISIBILITY_CONTRADICTS,
                () -> compose(draft(LETTER).withVisibility(Set.of(Visibility.values()))));
    }

    @Test
    void visibilities_that_exclude_each_other_are_refused_whoever_says_them() {
        byte[] invisible = changed(
                LETTER,
                "<languageCode",
                "<confidentialityCode code=\"INVISIBLE_PATIENT\" codeSystem=\"1.2.250.1.213.1.1.4.13\"/><languageCode");
        refused(
                CompositionFault.VISIBILITY_CONTRADICTS,
                () -> compose(draft(invisible).withVisibility(Set.of(Visibility.MASQUE_PS))));
        refused(
                CompositionFault.REPRESENTATIVES_OF_PATIENTS_ONLY,
                () -> compose(draft(LETTER).withVisibility(Set.of(Visibility.INVISIBLE_REPRESENTANTS_LEGAUX))));
    }

    @ParameterizedTest
    @EnumSource(value = Visibility.class, mode = EnumSource.Mode.EXCLUDE, names = "INVISIBLE_PATIENT")
    void visibility_is_written_to_the_description(Visibility hidden) throws IOException {
        OpenedMessage opened = open(compose(draft(PATIENT, LETTER).withVisibility(Set.of(hidden))));
        assertThat(opened.archives().getFirst().documents().getFirst().visibility())
                .containsExactly(hidden);
        assertThat(opened.isSound()).isTrue();
    }

    @Test
    void new_version_answers_the_first_and_names_what_it_replaces() throws Exception {
        byte[] second = changed(
                Cdas.labelled("2", "Lettre"),
                "<recordTarget>",
                "<relatedDocument typeCode=\"RPLC\"><parentDocument><id root=\"1.2.250.1.213.9.9.1\" extension=\"1\"/></parentDocument></relatedDocument><recordTarget>");
        ComposedMessage composed = compose(draft(second).replacing(EARLIER).withText("Bonjour"));
        assertThat(composed.mime().getHeader("In-Reply-To")).containsExactly("<v1@pli.mssante.fr>");
        OpenedMessage opened = open(composed);
        assertThat(opened.subject()).isEqualTo("XDM/1.0/DDM+[Annule et remplace] Lettre DUPONT Lea 14/02/1985");
        assertThat(opened.text()).startsWith("Annule et remplace").endsWith("Bonjour");
        assertThat(opened.isSound()).isTrue();
        assertThat(metadata(composed))
                .contains("associationType=\"urn:ihe:iti:2007:AssociationType:RPLC\" sourceObject=\"Document01\""
                        + " targetObject=\"1.2.250.1.213.9.9.1^1\"");
        refused(CompositionFault.NOT_A_NEW_VERSION, () -> compose(draft(LETTER).replacing(EARLIER)));
        assertThat(metadata(compose(draft(second)))).doesNotContain("AssociationType:RPLC");
    }

    @Test
    void document_that_is_withdrawn_is_marked_so() throws Exception {
        ComposedMessage composed = compose(draft(LETTER).deleting(EARLIER));
        assertThat(open(composed).subject()).startsWith("XDM/1.0/DDM+[Suppression] Lettre DUPONT");
        assertThat(open(composed).text()).contains("ne doit plus être utilisé");
        assertThat(composed.mime().getHeader("In-Reply-To")).containsExactly("<v1@pli.mssante.fr>");
        assertThat(metadata(composed)).contains("status=\"urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated\"");
    }

    @ParameterizedTest
    @CsvSource({"18748-4, 31", "11490-0, 10", "57833-6, 42", "SYNTH, 11", "REMB, 60", "unheard-of, 10"})
    void class_and_activity_are_of_the_value_sets(String type, String expected) throws IOException {
        OpenedMessage opened = open(compose(draft(changed(LETTER, "34112-3", type))));
        var entry = opened.archives().getFirst().documents().getFirst().entry().orElseThrow();
        assertThat(entry.classCode().code()).isEqualTo(expected);
        assertThat(entry.classCode().system()).isEqualTo("1.2.250.1.213.1.1.4.1");
        assertThat(entry.typeCode().code()).isEqualTo(type);
        assertThat(opened.archives().getFirst().sets().getFirst().contentType().system())
                .isEqualTo("1.2.250.1.213.2.2");
    }

    @ParameterizedTest
    @CsvSource({"AMB, 07", "IMP, 03", "SS, 04"})
    void activity_follows_the_encounter(String encounter, String expected) throws IOException {
        byte[] cda = changed(
                LETTER,
                "<component>",
                "<componentOf><encompassingEncounter><code code=\"" + encounter
                        + "\" codeSystem=\"2.16.840.1.113883.5.4\"/></encompassingEncounter></componentOf><component>");
        assertThat(open(compose(draft(cda)))
                        .archives()
                        .getFirst()
                        .sets()
                        .getFirst()
                        .contentType()
                        .code())
                .isEqualTo(expected);
    }

    private static void refused(CompositionFault fault, ThrowingCallable composing) {
        assertThatThrownBy(composing)
                .isInstanceOfSatisfying(
                        CompositionException.class, e -> assertThat(e.fault()).isEqualTo(fault))
                .hasMessageNotContaining(LEA)
                .hasMessageNotContaining("DUPONT");
    }

    private static ComposedMessage compose(Draft draft) {
        return new Composer(SETTINGS, InstantSource.fixed(Instant.parse("2026-11-24T09:30:15Z"))).compose(draft);
    }

    private static Draft draft(byte[]... documents) {
        return draft(COLLEAGUE, documents);
    }

    private static Draft draft(MssAddress to, byte[]... documents) {
        Sender marie = Sender.of(
                MssAddress.parse("marie.martin@medecin.pli.mssante.fr"),
                DisplayName.ofPerson("Dr", "Marie", "Martin", ""));
        return new Draft(marie, List.of(to), List.of(documents));
    }

    private static byte[] changed(byte[] cda, String ours, String theirs) {
        String text = new String(cda, StandardCharsets.UTF_8);
        assertThat(text).contains(ours);
        int at = text.indexOf(ours);
        return (text.substring(0, at) + theirs + text.substring(at + ours.length())).getBytes(StandardCharsets.UTF_8);
    }

    private static String between(byte[] cda, String first, String last) {
        String text = new String(cda, StandardCharsets.UTF_8);
        return text.substring(text.indexOf(first), text.indexOf(last) + last.length());
    }

    private static OpenedMessage open(ComposedMessage composed) throws IOException {
        return MessageOpener.open(new ByteArrayInputStream(octets(composed)), SETTINGS);
    }

    private static byte[] octets(ComposedMessage composed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        composed.writeTo(out);
        return out.toByteArray();
    }

    private static String metadata(ComposedMessage composed) throws Exception {
        var parts = (jakarta.mail.Multipart) composed.mime().getContent();
        try (InputStream in = parts.getBodyPart(1).getInputStream();
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("METADATA.XML")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IOException("no METADATA.XML");
    }
}
