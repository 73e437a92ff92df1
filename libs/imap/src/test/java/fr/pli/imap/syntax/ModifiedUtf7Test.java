package fr.pli.imap.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.LongRun;
import fr.pli.mss.Pieces;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModifiedUtf7Test {

    private static final Pieces ENCODED =
            Pieces.of("&", "-", "&-", "AOk", "AOkA6Q", "2D3eAA", "2D0", "AGE", ",", "/", "=", "a", "&AOk-");
    private static final Pieces TEXTS =
            Pieces.of("a", "&", "-", "é", "éé", "\uD83D\uDE00", "\u4F60", "~", " ", "/", "\uFFFF", "\u007F");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Envoy&AOk-s|Envoyés",
                "R&-D|R&D",
                "~peter/mail/&U,BTFw-/&ZeVnLIqe-|~peter/mail/台北/日本語",
                "&2D3eAA-|😀",
                "''|''"
            })
    void the_examples_of_the_rfc_and_ours(String encoded, String text) throws Exception {
        assertThat(ModifiedUtf7.decode(encoded)).isEqualTo(text);
        assertThat(ModifiedUtf7.encode(text)).isEqualTo(encoded);
    }

    /** Base64 of ASCII, no end, no shift, half a character, half a pair, padding, slash, spare bits, two shifts for one text, raw octets. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "&AGE-",
                "&AOk",
                "&",
                "a&b",
                "&AO-",
                "&2D0-",
                "&AOk=-",
                "&U/BTFw-",
                "&AOl-",
                "&AOk-&AOk-",
                "é",
                "a\r",
                "&AA0ACg"
            })
    void another_form_of_a_name_is_refused(String encoded) {
        assertThatThrownBy(() -> ModifiedUtf7.decode(encoded)).isInstanceOf(ImapSyntaxException.class);
    }

    @Property(tries = 5000)
    void each_name_has_one_form(@ForAll long seed) throws ImapSyntaxException {
        check(seed);
    }

    @Test
    @Tag("fuzz")
    void each_name_for_long() throws ImapSyntaxException {
        LongRun.of("imap modified-utf7", ModifiedUtf7Test::check);
    }

    private static void check(long seed) throws ImapSyntaxException {
        String text = TEXTS.text(seed, 10);
        assertThat(ModifiedUtf7.decode(ModifiedUtf7.encode(text)))
                .as("seed %s", seed)
                .isEqualTo(text);

        String encoded = ENCODED.text(seed, 10);
        String decoded;
        try {
            decoded = ModifiedUtf7.decode(encoded);
        } catch (ImapSyntaxException e) {
            assertThat(e).hasMessageMatching("[ -~]{5,200}");
            return;
        }
        assertThat(ModifiedUtf7.encode(decoded)).as("seed %s", seed).isEqualTo(encoded);
    }
}
