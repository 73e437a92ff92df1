package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdsTest {

    @Test
    void ids_come_in_order_and_what_is_around_them_is_passed_over() {
        assertThat(MessageIds.of("<a@x> (reply to) <b@y>,<c@z>")).containsExactly("a@x", "b@y", "c@z");
        assertThat(MessageIds.of("Your message of Monday <a@x>")).containsExactly("a@x");
    }

    @Test
    void quotes_make_no_difference() {
        assertThat(MessageIds.of("<\"01KF8JCEOCBS0045PS\"@xxx.yyy.com>"))
                .isEqualTo(MessageIds.of("<01KF8JCEOCBS0045PS@xxx.yyy.com>"));
        assertThat(MessageIds.of("<\"a>b\"@x> <c@y>")).containsExactly("a>b@x", "c@y");
        assertThat(MessageIds.of("<\"a\\\"b\"@x>")).containsExactly("a\"b@x");
    }

    @Test
    void what_was_folded_in_the_midst_is_joined() {
        assertThat(MessageIds.of("<a.b @x.fr>")).containsExactly("a.b@x.fr");
    }

    @Test
    void what_is_no_id_is_none() {
        assertThat(MessageIds.of("")).isEmpty();
        assertThat(MessageIds.of("<>")).isEmpty();
        assertThat(MessageIds.of("<a>")).isEmpty();
        assertThat(MessageIds.of("<@x>")).isEmpty();
        assertThat(MessageIds.of("a@x")).isEmpty();
        assertThat(MessageIds.of("<a@x")).isEmpty();
        assertThat(MessageIds.of("<" + "a".repeat(1000) + "@x>")).isEmpty();
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(strings = {"<\"\\\">", "<", "<\"", "<a@x>", "\"<\\", "<\"a@x> "})
    void a_long_field_costs_time_in_proportion(String piece) {
        assertThat(MessageIds.of(piece.repeat(200_000))).hasSizeLessThanOrEqualTo(200_000);
    }

    @Test
    void quotes_without_end_hide_one_id_at_most() {
        assertThat(MessageIds.of("<\"a@x> <b@y>")).containsExactly("a@x", "b@y");
    }
}
