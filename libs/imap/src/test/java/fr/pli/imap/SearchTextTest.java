package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.SearchText;
import fr.pli.mime.TextProbe;
import fr.pli.mime.TextSignature;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
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

    @Property(tries = 3000)
    void message_that_holds_a_text_is_never_ruled_out(
            @ForAll String before, @ForAll String wanted, @ForAll String after, @ForAll @IntRange(max = 3) int words) {
        SearchText text = new SearchText(wanted);
        String whole = before.repeat(words) + wanted + after;
        TextSignature signature = signature(whole);
        text.probe()
                .filter(_ -> text.isIn(whole))
                .ifPresent(probe ->
                        assertThat(MemoryMailbox.mayHold(signature, probe)).isTrue());
    }

    @Test
    void message_that_does_not_is_nearly_always() {
        Random random = new Random(7);
        TextProbe probe = new SearchText("nirgendwo").probe().orElseThrow();
        long taken = Stream.generate(() -> words(random))
                .limit(1000)
                .filter(words -> MemoryMailbox.mayHold(signature(words), probe))
                .count();
        assertThat(taken).isLessThan(10);
    }

    @Test
    void signature_is_as_large_as_the_text_is_rich() {
        assertThat(signature("").bits()).hasSize(64).containsOnly(0);
        assertThat(signature("compte rendu ".repeat(1000)).bits()).hasSize(64);
        assertThat(signature(words(new Random(1))).bits()).hasSizeBetween(512, 2048);
        assertThat(signature(new Random(1)
                                .ints(200_000, 'a', 'z')
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString())
                        .bits())
                .hasSize(4096);
    }

    @Test
    void runs_do_not_reach_from_one_text_into_the_next() {
        TextSignature.Builder signature = new TextSignature.Builder();
        SearchText.Search search = SearchText.NOWHERE.search(signature);
        search.in("sca");
        search.in("nner");
        assertThat(MemoryMailbox.mayHold(
                        signature.end(), new SearchText("scanner").probe().orElseThrow()))
                .isFalse();
        assertThat(search.found()).isFalse();
    }

    @Test
    void two_characters_ask_for_no_signature() {
        assertThat(new SearchText("ab").probe()).isEmpty();
        assertThat(new SearchText("").probe()).isEmpty();
    }

    private static TextSignature signature(String text) {
        TextSignature.Builder signature = new TextSignature.Builder();
        SearchText.NOWHERE.search(signature).in(text);
        return signature.end();
    }

    /** Some 3,000 letters of words. */
    private static String words(Random random) {
        return Stream.generate(() -> Integer.toString(random.nextInt(1 << 24), 36))
                .limit(600)
                .collect(Collectors.joining(" "));
    }
}
