package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    @Test
    void every_answer_has_a_text_and_every_text_an_answer() {
        assertThat(Answer.TEXTS.keySet())
                .isEqualTo(Arrays.stream(Answer.values()).map(Answer::word).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource
    void every_text_fits_a_line_in_ascii(Answer answer) {
        String line = AsciiText.fold(answer.reply("é".repeat(300)).toString());
        assertThat(line)
                .hasSizeLessThan(510)
                .matches("[ -~]+")
                .startsWith(answer.reply("").code() + " ");
    }

    @Test
    void french_is_folded_and_the_rest_becomes_question_marks() {
        assertThat(AsciiText.fold("Prêt, réessayez : l’œil de 東京")).isEqualTo("Pret, reessayez : l'oeil de ??");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "x", "5.7.1 ", "4.7.1", ""})
    void a_reply_without_a_fitting_enhanced_code_is_none(String enhanced) {
        assertThatThrownBy(() -> new SmtpReply(550, enhanced, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_reply_of_two_lines_is_none() {
        assertThatThrownBy(() -> new SmtpReply(250, "2.0.0", "OK\r\n250 OK"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_refusal_keeps_what_the_client_is_told_out_of_its_message() {
        assertThat(new SmtpRefusal(new SmtpReply(550, "5.1.1", "Inconnu: 1850@patient.mssante.fr"), "unknown"))
                .hasMessage("550 5.1.1 unknown");
    }
}
