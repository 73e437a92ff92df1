package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            plain text                                    | plain text
            =?utf-8?Q?caf=C3=A9_noir?=                    | café noir
            =?UTF-8?b?Y2Fmw6k=?=                          | café
            =?iso-8859-1?Q?caf=E9?= (a) =?utf-8?Q?=C3=A9?= | café (a) é
            =?utf-8?Q?a?= =?utf-8?Q?b?=                   | ab
            =?utf-8?Q?a?=   x =?utf-8?Q?b?=               | a   x b
            =?utf-8?B?ww==?= =?utf-8?B?qQ==?=              | é
            =?utf-8?Q?=C3?= =?utf-8?Q?=A9?=               | é
            =?utf-8*fr?Q?=C3=A9?=                         | é
            "=?utf-8?Q?=C3=A9?=" <a@b>                    | "é" <a@b>
            =?x-none?Q?a?=                                | =?x-none?Q?a?=
            =?utf-8?X?a?=                                 | =?utf-8?X?a?=
            =?utf-8?Q?a                                   | =?utf-8?Q?a
            =?utf-8?Q                                     | =?utf-8?Q
            =?=?utf-8?Q?a?=                               | =?a
            =?utf-8?Q?a=?= =?utf-8?Q?b=4?= =?utf-8?Q?=zz?= | a=b=4=zz
            =?utf-8?Q?a_?= =?utf-8?Q?_?=b                 | `a  b`
            =?utf-8?Q?a b?=                               | a b
            =?windows-1252?Q?l=92id=E9e?=                 | l’idée
            """)
    void word_as_it_comes(String text, String expected) {
        assertThat(EncodedWords.decode(text)).isEqualTo(expected);
    }

    @Test
    void words_of_many_charsets_that_nobody_knows_are_passed_over_quickly() {
        String words =
                IntStream.range(0, 5000).mapToObj("=?x-%d?Q?a?= "::formatted).collect(Collectors.joining());
        assertTimeout(Duration.ofSeconds(1), () -> EncodedWords.decode(words));
    }

    @Property
    void what_is_encoded_decodes(@ForAll String text) {
        String encoded = EncodedWords.encode(sound(text));
        assertThat(EncodedWords.decode(encoded)).isEqualTo(EncodedWords.decode(sound(text)));
        assertThat(encoded.chars().allMatch(c -> c < 0x80)).isTrue();
    }

    @Test
    void words_without_end_cost_no_time() {
        String text = "?= " + "=?utf-8?Q? x".repeat(5_000);
        assertTimeout(Duration.ofSeconds(2), () -> EncodedWords.decode(text));
    }

    @Test
    void end_of_a_word_is_looked_for_once_however_many_words_begin_before_it() {
        String unknown = "=?zzz?q? ".repeat(7_000) + "?=";
        String known = "=?utf-8?q? ".repeat(6_000) + "?=";
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int n = 0; n < 300; n++) {
                assertThat(EncodedWords.decode(unknown)).isEqualTo(unknown);
                assertThat(EncodedWords.decode(known)).hasSizeGreaterThan(60_000);
            }
        });
    }

    @Test
    void word_of_a_whole_line_is_one_and_a_longer_text_is_none() {
        String frame = "=?utf-8?Q??=";
        String line = "=?utf-8?Q?" + "a".repeat(998 - frame.length()) + "?=";
        assertThat(EncodedWords.decode(line)).isEqualTo("a".repeat(998 - frame.length()));
        String longer = line.replace("?=", "a?=");
        assertThat(EncodedWords.decode(longer)).isEqualTo(longer);
        assertThat(EncodedWords.decode(longer + " " + line)).isEqualTo(longer + " " + "a".repeat(998 - frame.length()));
    }

    @Test
    void name_of_a_charset_has_a_bound() {
        String text = "=?" + "u".repeat(61) + "?Q?a?=";
        assertThat(EncodedWords.decode(text)).isEqualTo(text);
    }

    /** Without halves of surrogate pairs, which UTF-8 cannot hold. */
    private static String sound(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
