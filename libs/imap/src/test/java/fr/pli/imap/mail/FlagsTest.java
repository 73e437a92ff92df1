package fr.pli.imap.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlagsTest {

    @Test
    void equal_lists_of_keywords_are_held_once() {
        Flags one = Flags.of("\\Seen", new String("b"), new String("a"));
        Flags other = Flags.of(new String("a"), new String("b"), "\\Flagged");
        assertThat(other.keywords()).isSameAs(one.keywords());
        assertThat(Flags.of(new String("a")).keywords().getFirst())
                .isSameAs(one.keywords().getFirst());
    }

    @Test
    void each_mailbox_keeps_the_spelling_of_its_own() {
        assertThat(Flags.of("perso").keywords()).containsExactly("perso");
        assertThat(Flags.of("Perso").keywords()).containsExactly("Perso");
    }

    @Test
    void case_of_keywords_does_not_matter() {
        Flags flags = Flags.of("\\Seen", "Perso", "a");
        assertThat(flags)
                .isEqualTo(Flags.of("\\Seen", "A", "PERSO"))
                .hasSameHashCodeAs(Flags.of("\\Seen", "A", "PERSO"));
        assertThat(flags).isNotEqualTo(Flags.of("\\Seen", "a", "pers")).isNotEqualTo(Flags.of("Perso", "a"));
        assertThat(flags.has("pERSO")).isTrue();
        assertThat(flags.has(Flags.of("PERSO", "\\Seen"))).isTrue();
        assertThat(flags.has(Flags.of("b"))).isFalse();
        assertThat(flags.plus(Flags.of("PERSO", "b")).keywords()).containsExactly("a", "b", "Perso");
        assertThat(flags.minus(Flags.of("perso", "\\Seen")).keywords()).containsExactly("a");
    }

    @Test
    void order_in_which_keywords_came_does_not_matter() {
        List<String> words =
                new ArrayList<>(IntStream.range(0, 100).mapToObj(n -> "k" + n).toList());
        Flags all = Flags.of(words);
        Collections.shuffle(words, new Random(1));
        assertThat(Flags.of(words)).isEqualTo(all);
        assertThat(words).allMatch(all::has);
        assertThat(all.minus(Flags.of(words))).isEqualTo(Flags.NONE);
    }
}
