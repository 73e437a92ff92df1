package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runner itself, on a server that says what it is asked to say. */
class TranscriptsTest {

    private static final Logger log = LoggerFactory.getLogger(TranscriptsTest.class);

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicNode> transcripts() throws IOException {
        return Transcripts.in("/transcripts", TranscriptsTest::parrot);
    }

    @Test
    void a_wrong_line_fails_and_shows_the_conversation() {
        fails(
                "C: say a NO (é)\nS: a OK *",
                "line 3 failed: S: a OK *",
                "but the server said: a NO (é)",
                "C: say a NO (é)");
    }

    @Test
    void a_line_missing_from_a_block_fails() {
        fails("C: say b\nC: quit\nS*: a\nS*: b", "line 4 failed", "the server closed");
    }

    @Test
    void a_captured_value_that_changes_fails() {
        fails("C: say v 1\nS: v {v}\nC: say v 2\nS: v {v}", "line 5 failed");
    }

    @Test
    void a_server_that_talks_on_instead_of_closing_fails() {
        fails("C: say more\nclose:", "line 3 failed", "but the server said: more");
    }

    @Test
    void a_bare_line_feed_ends_no_line() {
        fails("C: lf\nC: say x\nS: bare", "line 4 failed");
    }

    @Test
    void a_log_line_that_must_not_be_fails() {
        fails("C: log secret\nlog: secret\nno-log: sec*t", "line 4 failed");
    }

    @Test
    void an_unknown_verb_fails() {
        fails("X: what", "no line of a transcript");
    }

    @Test
    void an_unknown_name_fails() {
        fails("C: {nobody knows}", "no macro \"nobody\"");
    }

    private void fails(String transcript, String... because) {
        assertThatThrownBy(() -> Transcripts.play(
                        Files.writeString(folder.resolve("it.txt"), "S: * OK *\n" + transcript, StandardCharsets.UTF_8),
                        TranscriptsTest::parrot))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(because);
    }

    private static Stage parrot() throws IOException {
        Loopback server = Loopback.open(connection -> {
            connection.send("* OK parrot");
            while (true) {
                connection.flush();
                String line = new String(connection.readLine(4000), StandardCharsets.UTF_8);
                switch (line.split(" ", 2)[0]) {
                    case "say" -> connection.send(line.substring(4));
                    case "log" -> log.info("asked to log {}", line.substring(4));
                    case "lf" -> connection.output().write("bare\n".getBytes(StandardCharsets.US_ASCII));
                    case "quit" -> {
                        return;
                    }
                    default -> connection.send("[" + line.replace('\r', '?').replace('\n', '!') + "]");
                }
            }
        });
        return new Stage().listener("parrot", server.listener.address()).closing(server);
    }
}
