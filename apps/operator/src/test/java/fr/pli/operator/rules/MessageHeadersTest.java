package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.InsStatus;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.operator.People;
import fr.pli.smtp.SmtpRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator reads in the header of a message. */
class MessageHeadersTest {

    private static final MssAddress MARIE = People.bal("marie.martin");
    private static final MssAddress PAUL = People.bal("paul.durand");

    @TempDir
    Path spool;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: marie.martin@ch-a.mssante.fr",
                "From: Docteur Marie Martin <marie.martin@ch-a.mssante.fr>",
                "from: =?utf-8?q?Marie_=C3=89?= <marie.martin@CH-A.mssante.fr>",
                "From: =?utf-8?q?Marie_@?= <marie.martin@ch-a.mssante.fr>",
                "From: marie.martin@ch-a.mssante.fr <marie.martin@ch-a.mssante.fr>",
                "From: \"marie.martin\"@ch-a.mssante.fr",
                "From: \"Marie (chez a@b.fr)\" <marie.martin@ch-a.mssante.fr> (pas c@d.fr)",
                "From: \"Martin, Marie\" (le matin)\r\n <marie.martin@ch-a.mssante.fr>",
            })
    void the_author_is_who_stands_in_from(String header) throws Exception {
        assertThat(read(header).authors()).containsExactly(MARIE);
    }

    @Test
    void several_authors_and_the_sender_all_count() throws Exception {
        assertThat(read("From: marie.martin@ch-a.mssante.fr, Paul <paul.durand@ch-a.mssante.fr>\r\nSender: a@b.fr")
                        .authors())
                .containsExactly(MARIE, PAUL, new MssAddress("a", "b.fr"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: de personne",
                "From: ",
                "From: Marie Martin",
                "From: undisclosed:;",
                "From: \"a b\"@ch-a.mssante.fr",
                "From: marie.martin@ch-a.mssante.fr\r\nFrom: paul.durand@ch-a.mssante.fr",
                "From: marie.martin@ch-a.mssante.fr\r\nSender: a@b.fr\r\nSender: c@d.fr",
                "From: marie.martin@ch-a.mssante.fr\r\nSender: personne",
                "From: <paul.durand@ch-a.mssante.fr> <marie.martin@ch-a.mssante.fr>",
                "From: paul.durand@ch-a.mssante.fr <marie.martin@ch-a.mssante.fr>",
                "From: \"paul.durand\"@ch-a.mssante.fr <marie.martin@ch-a.mssante.fr>",
                "From: <marie.martin@ch-a.mssante.fr> paul.durand@ch-a.mssante.fr",
                "From: paul.durand@ch-a.mssante.fr x <marie.martin@ch-a.mssante.fr>",
                "From: a(b) paul.durand@ch-a.mssante.fr(c) <marie.martin@ch-a.mssante.fr>",
                "From: <@paul.durand@ch-a.mssante.fr:marie.martin@ch-a.mssante.fr>",
            })
    void a_message_without_one_clear_author_is_refused(String header) {
        assertThatThrownBy(() -> read(header))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo("from-missing"));
    }

    @Test
    void more_authors_than_any_message_has_are_refused() {
        assertThatThrownBy(() -> read("From: " + "marie.martin@ch-a.mssante.fr, ".repeat(20) + "a@b.fr"))
                .isInstanceOf(SmtpRefusal.class);
    }

    @Test
    void a_header_that_is_too_large_to_be_known_is_refused() {
        String large = ("X-MSS-NIL: " + "x".repeat(900) + "\r\n").repeat(400);
        assertThatThrownBy(() -> read(large + "From: marie.martin@ch-a.mssante.fr"))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo("header-too-big"));
    }

    @Test
    @Requirement("SEED-23")
    @Requirement("SEED-19")
    @Requirement("SEED-21")
    void the_three_indicators_are_read() throws Exception {
        MessageHeaders headers = marie("X-MSS-INS: O\r\nX-MSS-CODECDA: 11502-2, 34133-9\r\nX-MSS-NIL: GIE/pli/1");
        assertThat(headers.mss().headers().ins()).isEqualTo(InsStatus.QUALIFIED);
        assertThat(headers.mss().headers().codes()).containsExactly("11502-2", "34133-9");
        assertThat(headers.mss().headers().nil()).isEqualTo("GIE/pli/1");
        assertThat(headers.mss().anomalies()).isEmpty();
    }

    @Test
    @Requirement("SEED-22")
    void a_message_without_them_is_taken() throws Exception {
        assertThat(marie("Subject: d'un webmail").mss().headers().fields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "X-MSS-CODECDA: 11502-2, CODECDA_WITHOUT_INS",
        "X-MSS-INS: O, INS_WITHOUT_CODECDA",
        "X-MSS-INS: peut-etre, OUTSIDE_GRAMMAR",
    })
    void what_is_wrong_about_them_is_told_and_not_repaired(String header, HeaderAnomaly anomaly) throws Exception {
        assertThat(marie(header + "\r\nX-MSS-NIL: GIE/pli/1").mss().anomalies()).contains(anomaly);
    }

    private MessageHeaders marie(String fields) throws IOException, SmtpRefusal {
        return read("From: marie.martin@ch-a.mssante.fr\r\n" + fields);
    }

    private MessageHeaders read(String header) throws IOException, SmtpRefusal {
        ContentWriter writer = new ContentWriter(new Spool(spool));
        writer.write((header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        try (Content content = writer.finish()) {
            return MessageHeaders.of(content.index());
        }
    }
}
