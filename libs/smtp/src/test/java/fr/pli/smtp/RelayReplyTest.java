package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message has come to: accepted, refused for good, or neither. */
class RelayReplyTest {

    @ParameterizedTest
    @CsvSource({"250, true, false", "354, false, false", "421, false, false", "451, false, false", "550, false, true"})
    void only_2yz_accepts_and_only_5yz_is_for_good(int code, boolean positive, boolean permanent) {
        RelayReply reply = RelayReply.of(code, List.of(""));
        assertThat(reply.isPositive()).isEqualTo(positive);
        assertThat(reply.isPermanent()).isEqualTo(permanent);
    }

    @ParameterizedTest
    @CsvSource({
        "550, 5.1.1 unknown, 5.1.1, unknown, 550 5.1.1 unknown",
        "550, unknown, 5.0.0, unknown, 550 unknown",
        "550, 4.1.1 unknown, 5.0.0, 4.1.1 unknown, 550 4.1.1 unknown", // of another class, and so none
        "550, 5.1.1, 5.1.1, '', 550 5.1.1",
        "550, '', 5.0.0, '', 550",
        "550, 5.1.10000 x, 5.0.0, 5.1.10000 x, 550 5.1.10000 x"
    })
    void what_the_server_said_has_the_codes_that_it_gave_and_no_others(
            int code, String line, String enhanced, String text, String said) {
        RelayReply reply = RelayReply.of(code, List.of(line));
        assertThat(reply.enhanced()).isEqualTo(enhanced);
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.said()).isEqualTo(said);
        assertThat(reply.isFromPeer()).isTrue();
    }

    @Test
    void what_we_say_in_its_place_is_not_said_by_the_server() {
        RelayReply reply = new RelayException(RelayException.Reason.BROKEN, "x").reply();
        assertThat(reply.isFromPeer()).isFalse();
        assertThat(reply.said()).isEmpty();
        assertThat(RelayReply.of(354, List.of("go on")).last().isFromPeer()).isFalse();
    }

    @Test
    void the_lines_of_an_answer_are_one_text_with_the_enhanced_code_once() {
        RelayReply reply = RelayReply.of(550, List.of("5.1.1 no", "5.1.1 such", "user"));
        assertThat(reply.said()).isEqualTo("550 5.1.1 no such user");
    }

    @ParameterizedTest
    @CsvSource({
        "552 too many recipients, true, 452 4.5.3",
        "552 Too many recipients, false, 452 4.5.3",
        "552 5.5.3 limit reached, false, 452 4.5.3",
        "552 5.3.4 Too many recipients, true, 452 4.5.3",
        "552 limit reached, true, 452 4.5.3",
        "552 limit reached, false, 552 5.0.0", // where none was accepted, there are none too many
        "552 5.2.2 mailbox full, true, 552 5.2.2",
        "550 too many recipients, true, 550 5.0.0",
        "250 too many recipients, true, 250 2.0.0"
    })
    void a_552_for_one_recipient_too_many_is_a_452(String answer, boolean after, String taken) {
        RelayReply reply = RelayReply.of(Integer.parseInt(answer.substring(0, 3)), List.of(answer.substring(4)));
        assertThat(reply.toRcpt(after)).hasToString(taken);
        assertThat(reply.toRcpt(after).said()).isEqualTo(answer);
    }

    @Test
    void a_text_is_bounded_and_fit_for_a_line() {
        RelayReply reply = RelayReply.of(550, List.of("a\u202eb\u200b\u0007" + "x".repeat(3_000)));
        assertThat(reply.text()).hasSize(500).startsWith("a?b??x");
        assertThat(reply.said()).startsWith("550 a?b??x");
    }
}
