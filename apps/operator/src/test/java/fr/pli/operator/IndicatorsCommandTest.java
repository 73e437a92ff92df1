package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndicatorsCommandTest {

    private static final House HOUSE = House.only();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    @Requirement("R1-05")
    void file_of_a_month_is_printed_as_the_api_has_it() throws Exception {
        String base = HOUSE.api("admin").base();
        assertThat(run("connections", "2026-01", House.data().toString(), base)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(HOUSE.api("admin")
                        .get("/api/v1/indicators/connections/2026-01")
                        .body())
                .isNotEmpty();
    }

    @Test
    void refusal_is_told_apart_from_the_file(@TempDir Path data) throws Exception {
        Files.writeString(data.resolve("api-tokens"), "somebody=of-no-use");
        assertThat(run(
                        "messages",
                        "2026-01",
                        data.toString(),
                        HOUSE.api("admin").base()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("401 ");
        assertThat(out.size()).isZero();
    }

    @Test
    void comments_and_tokens_for_metrics_are_passed_over(@TempDir Path data) throws Exception {
        String admin = Files.readString(House.data().resolve("api-tokens"));
        Files.writeString(
                data.resolve("api-tokens"), "# who may do what\n\nprometheus:metrics=" + "m".repeat(40) + "\n" + admin);
        assertThat(run(
                        "messages",
                        "2026-01",
                        data.toString(),
                        HOUSE.api("admin").base()))
                .isZero();
    }

    @Test
    void nobody_is_shown_a_stack_trace(@TempDir Path data) throws Exception {
        assertThat(run("messages", "2026-01", data.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("illisible / cannot be read: " + data);
        err.reset();
        Files.writeString(data.resolve("api-tokens"), "admin=of-no-use");
        assertThat(run("messages", "2026-01", data.toString(), "http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("aucun opérateur ne répond / no operator answers: http://127.0.0.1:1\n");
        assertThat(run("messages", "2026-01", data.toString(), "not an address"))
                .isEqualTo(2);
    }

    @Test
    void other_words_are_answered_by_the_usage() throws Exception {
        assertThat(run("messages")).isEqualTo(2);
        assertThat(run("messages", "janvier")).isEqualTo(2);
        assertThat(run("mails", "2026-01")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("usage: ./pli operator indicators ");
    }

    private int run(String... arguments) throws Exception {
        return IndicatorsCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
