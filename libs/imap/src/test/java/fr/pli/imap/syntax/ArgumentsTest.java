package fr.pli.imap.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.imap.SequenceSet;
import fr.pli.imap.WrittenInput;
import fr.pli.wire.BudgetException;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void a_command_is_read_token_by_token() throws Exception {
        Arguments args = args("a1 uid \"b \\\"c\\\\\" {3}\r\nd e]f\r\n");
        assertThat(args.tag()).isEqualTo("a1");
        args.space();
        assertThat(args.keyword()).isEqualTo("UID");
        args.space();
        assertThat(args.astring()).asString().isEqualTo("b \"c\\");
        args.space();
        assertThat(args.astring()).asString().isEqualTo("d e");
        assertThat(args.astring()).asString().isEqualTo("]f");
        args.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "}x", "{}", "{x}", "{3", "{-1}", "{+}", "{3}x", "{3++}", "{1234567890123456789}", "~3}"
            })
    void what_is_no_literal(String text) {
        assertRefused("expected a literal", () -> args(text + "\r\n").literal());
    }

    @ParameterizedTest
    @CsvSource({"{3},3,true,false", "{3+},3,false,false", "~{0},0,true,true", "~{007+},7,false,true"})
    void literals_are_announced(String text, long size, boolean waits, boolean binary) throws Exception {
        assertThat(args(text + "\r\n").literal()).isEqualTo(new Literal(size, waits, binary));
    }

    @Test
    void a_literal_is_invited_only_if_the_client_waits_for_that() throws Exception {
        WrittenInput input = new WrittenInput("{1}\r\na {1+}\r\nb\r\n");
        Arguments args = new Arguments(input);
        args.string();
        assertThat(input.invitations()).isEqualTo(1);
        args.space();
        args.string();
        assertThat(input.invitations()).isEqualTo(1);
    }

    @Test
    void no_octet_of_a_literal_that_is_too_large_is_taken() throws Exception {
        WrittenInput input = new WrittenInput("{65537}\r\n");
        assertRefused("the literal is too large here", () -> new Arguments(input).string());
        assertThat(input.invitations()).isZero();
    }

    @Test
    void lines_and_literals_of_one_command_are_bounded_in_sum() {
        String line = "x".repeat(60_000);
        String text = (line + " {1+}\r\n").repeat(10) + "\r\n";
        assertRefused("the command is too long", () -> {
            Arguments args = args(text);
            while (true) {
                args.atom();
                args.space();
                args.string();
            }
        });
    }

    @Test
    void a_string_holds_no_nul() {
        assertRefused("a string without NUL", () -> args("{1+}\r\n\0\r\n").string());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "9223372036854775807,9223372036854775807", "0009,9"})
    void numbers_have_63_bits(String text, long number) throws Exception {
        assertThat(args(text + "\r\n").number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "18446744073709551617", "00000000000000000000", "-1", "", "x"})
    void what_is_no_number(String text) {
        assertRefused("expected a number", () -> args(text + "\r\n").number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1:0", "4294967296", "1,", ",1", "1::2", ":1", "1:", "a", "1,$"})
    void what_is_no_sequence_set(String text) {
        assertThatThrownBy(() -> {
                    Arguments args = args(text + "\r\n");
                    SequenceSet.read(args);
                    args.end();
                })
                .isInstanceOf(ImapSyntaxException.class);
    }

    @Test
    void a_sequence_set_has_so_many_ranges_and_no_more() throws Exception {
        assertThat(SequenceSet.read(args("1,".repeat(9_999) + "1\r\n")).ranges())
                .hasSize(10_000);
        assertRefused("at most 10000 ranges", () -> SequenceSet.read(args("1,".repeat(10_000) + "1\r\n")));
    }

    @Test
    void literals_behind_a_refused_command_are_passed_over() throws Exception {
        Arguments args = args("no {3+}\r\n{9} ~{2+}\r\nab never\r\nnext\r\n");
        args.passOver(20);
        assertThat(args.atEnd()).isTrue();
        args.resume();
        assertThat(args.atom()).isEqualTo("next");
    }

    @Test
    void a_literal_that_waits_is_not_passed_over_for_it_never_comes() throws Exception {
        Arguments args = args("no {3}\r\nnext\r\n");
        args.passOver(10);
        args.resume();
        assertThat(args.atom()).isEqualTo("next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no {21+}\r\n", "no {3+}\r\nabc{3+}\r\nabc{3+}\r\n"})
    void nobody_passes_over_more_than_the_limit(String text) throws Exception {
        Arguments args = args(text);
        assertThatThrownBy(() -> args.passOver(20)).isInstanceOf(BudgetException.class);
    }

    @Test
    void what_is_wrong_is_shown_short_and_clean() {
        assertRefused(
                "not \"?????",
                () -> args("\t\"\0\u00e9\r" + "x".repeat(1000) + "\r\n").atom());
    }

    private static Arguments args(String text) throws IOException {
        return new Arguments(new WrittenInput(text));
    }

    private static void assertRefused(String why, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(ImapSyntaxException.class)
                .hasMessageContaining(why)
                .hasMessageMatching("[ -~]{5,150}");
    }
}
