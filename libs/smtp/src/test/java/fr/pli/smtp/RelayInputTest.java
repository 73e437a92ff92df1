package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server answers is an answer, or it is said to be none. */
class RelayInputTest {

    private static final String[] WORDS = {
        "2",
        "250",
        "250-",
        "250 ",
        "354",
        "5",
        "550",
        "599-",
        "600",
        "000",
        "-",
        " ",
        "2.1.5",
        "5.7.",
        ".",
        "\r",
        "\n",
        "\r\n",
        "\0",
        "é",
        "STARTTLS"
    };
    private static final int TRIES = 20_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nonsense_is_read_within_bounds(long seed) {
        Random random = new Random(seed);
        int answers = 0;
        for (int i = 0; i < TRIES; i++) {
            StringBuilder text = new StringBuilder();
            for (int words = random.nextInt(20); words > 0; words--) {
                text.append(WORDS[random.nextInt(WORDS.length)]);
            }
            RelayInput input =
                    new RelayInput(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
            try {
                RelayReply reply = input.next().reply();
                assertThat(reply.code()).isBetween(200, 599);
                assertThat(reply.enhanced() + reply.text()).doesNotContain("\r", "\n", "\0");
                answers++;
            } catch (IOException e) {
                assertThat(e).isInstanceOf(RelayException.class);
            }
        }
        assertThat(answers).isPositive();
    }

    @Test
    void the_bound_is_that_of_one_answer_and_not_of_a_connection() throws IOException {
        byte[] answers = ("250 " + "x".repeat(1_000) + "\r\n").repeat(600).getBytes(StandardCharsets.UTF_8);
        RelayInput input = new RelayInput(new ByteArrayInputStream(answers));
        for (int i = 0; i < 600; i++) {
            assertThat(input.next().code()).isEqualTo(250);
        }
    }

    @Test
    void of_many_lines_the_first_are_kept() throws IOException {
        byte[] answer = ("250-x\r\n".repeat(1_000) + "250 y\r\n").getBytes(StandardCharsets.UTF_8);
        assertThat(new RelayInput(new ByteArrayInputStream(answer)).next().texts())
                .hasSize(200);
    }
}
