package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            É,            café,       true
            cafe\u0301,   un CAFÉ,    true
            café,         cafe\u0301, true
            cafe,         café,       false
            cafe,         cafe\u0301, false
            ЖУК,          жук,        true
            '',           x,          true
            abc,          ab,         false
            """)
    void case_does_not_matter_and_accents_do(String wanted, String text, boolean found) {
        assertThat(new SearchText(wanted).isIn(text)).isEqualTo(found);
    }

    @Property(tries = 3000)
    void string_is_found_in_any_pieces(
            @ForAll @CharRange(from = 'a', to = 'b') String text,
            @ForAll @CharRange(from = 'A', to = 'B') String wanted,
            @ForAll @IntRange(min = 1, max = 5) int piece) {
        SearchText.Search search = new SearchText(wanted).search();
        char[] chars = text.toCharArray();
        for (int at = 0; at < chars.length; at += piece) {
            search.next(chars, at, Math.min(chars.length, at + piece));
        }
        search.endOfText();
        assertThat(search.found()).isEqualTo(text.contains(wanted.toLowerCase(Locale.ROOT)));
    }
}
