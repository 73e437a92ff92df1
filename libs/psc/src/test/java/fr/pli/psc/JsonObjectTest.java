package fr.pli.psc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    @Test
    void last_of_a_name_that_comes_twice_counts() throws Exception {
        assertThat(JsonObject.read("x", "{\"a\":\"1\",\"a\":\"2\"}").text("a")).isEqualTo("2");
        assertThat(JsonObject.read("x", "{\"a\":\"1\",\"a\":null}").text("a")).isEmpty();
    }

    @Test
    void value_of_another_type_is_absent() throws Exception {
        JsonObject json =
                JsonObject.read("x", "{\"a\":1.5,\"b\":\"true\",\"c\":[1,\"x\",{}],\"d\":99999999999999999999}");
        assertThat(json.text("a")).isEmpty();
        assertThat(json.object("a")).isEmpty();
        assertThat(json.isTrue("b")).isFalse();
        assertThat(json.texts("c")).containsExactly("x");
        assertThat(json.seconds("d")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1795511303, 1795511303",
        "1795511303.0, 1795511303",
        "1795511303.999, 1795511303",
        "1.795511303E9, 1795511303",
        "'\"1795511303\"', 1795511303",
        "'\"1795511303.5\"', 1795511303",
        "-1, -1",
        "-0.5, -1",
    })
    void seconds_may_be_a_number_with_a_fraction_or_a_text_of_digits(String json, long seconds) throws Exception {
        assertThat(JsonObject.read("x", "{\"exp\":" + json + "}").seconds("exp"))
                .hasValue(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999",
                "1e15",
                "\"\"",
                "\"soon\"",
                "\"-5\"",
                "\"1e9\"",
                "\" 1795511303\"",
                "\"1795511303.\"",
                "\"9999999999999999\"",
                "\"٣\"",
                "true",
                "null",
                "[1795511303]",
            })
    void what_is_no_time_is_absent(String json) throws Exception {
        assertThat(JsonObject.read("x", "{\"exp\":" + json + "}").seconds("exp"))
                .isEmpty();
    }

    @Test
    void what_is_beyond_a_bound_is_refused() {
        refused("[".repeat(100));
        refused("{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}");
        refused("{\"" + "a".repeat(60_000) + "\":1}");
        refused("{\"a\":" + "1".repeat(1000) + "}");
        refused("{\"a\":[" + "1,".repeat(30_000) + "1]}");
        refused("{\"a\":1} {}");
        refused("{\"a\":1");
        refused("");
    }

    @Test
    void refusal_shows_nothing_of_the_text() {
        assertThatThrownBy(() -> JsonObject.read("token claims", "{\"secret-token"))
                .isInstanceOf(PscSyntaxException.class)
                .hasMessageStartingWith("token claims: ")
                .hasMessageNotContaining("secret");
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> JsonObject.read("x", text)).isInstanceOf(PscSyntaxException.class);
    }
}
