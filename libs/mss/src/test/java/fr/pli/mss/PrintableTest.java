package fr.pli.mss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0", "\t", "\r", "\n", "\u007f", "\u0085", "\u00ad", "\u200b", "\u200e", "\u200f", "\u2028", "\u2029",
                "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\ufeff", "\ue000", "\ud800", "\udfff"
            })
    void what_cannot_be_shown_is_masked(String unfit) {
        assertThat(Printable.line("a" + unfit + "b")).isEqualTo("a?b");
    }

    @Test
    void what_can_be_shown_stays() {
        assertThat(Printable.line("Hélène, œuvre 😀 \u4e2d")).isEqualTo("Hélène, œuvre 😀 \u4e2d");
    }

    @Test
    void a_cut_leaves_no_half_of_a_character() {
        assertThat(Printable.line("ab😀cd", 3)).isEqualTo("ab?");
        assertThat(Printable.line("ab😀cd", 4)).isEqualTo("ab😀");
    }
}
