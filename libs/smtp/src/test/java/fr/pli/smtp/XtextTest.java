package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XtextTest {

    @Test
    void hexchars_become_characters() throws Exception {
        assertThat(Xtext.decode("QQ314159")).isEqualTo("QQ314159");
        assertThat(Xtext.decode("a+2Bb+3Dc+20d+5C+24")).isEqualTo("a+b=c d\\$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+", "a+2", "a+2b", "a+GG", "a=b", "a b"})
    void what_is_not_xtext_is_refused(String text) {
        assertThatThrownBy(() -> Xtext.decode(text)).isInstanceOf(SmtpRefusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+0D+0ABcc:", "+00", "+1B", "+7F", "+C3+A9"})
    void nothing_unprintable_comes_out(String text) {
        assertThatThrownBy(() -> Xtext.decode(text)).isInstanceOf(SmtpRefusal.class);
    }
}
