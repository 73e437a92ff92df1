package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.wire.RefusalBrake;
import fr.pli.wire.SaslPolicy;
import fr.pli.wire.SessionLimits;
import fr.pli.wire.TranscriptLines;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the engine understands or announces is said in a transcript. */
class CoverageTest {

    /** What a transcript holds that shows an extension: what the client says, or {@code S} and what it hears. */
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("AUTH", "C: AUTH PLAIN "),
            Map.entry("SIZE", "C: MAIL FROM:.* SIZE="),
            Map.entry("PIPELINING", "raw: .*RCPT .*RCPT "),
            Map.entry("8BITMIME", "C: MAIL FROM:.* BODY=8BITMIME"),
            Map.entry("SMTPUTF8", "C: MAIL FROM:.* SMTPUTF8"),
            Map.entry("DSN", "C: RCPT TO:.* NOTIFY="),
            Map.entry("CHUNKING", "C: BDAT .* LAST"),
            Map.entry("HELP", "C: HELP"),
            Map.entry("ENHANCEDSTATUSCODES", "S: 250 2\\.1\\.0 "));

    static Stream<String> verbs() {
        SaslPolicy none = new SaslPolicy(
                List.of(),
                1,
                new SessionLimits(1, 1),
                new RefusalBrake(1, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        SmtpSettings settings = SmtpSettings.submission("smtp.pli.test", "?");
        return new SmtpProtocol(settings, new RecordingReception(1), none, event -> {})
                .verbs().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource
    void verbs(String verb) throws IOException {
        assertThat(TranscriptLines.in("/smtp")).anyMatch(line -> line.matches("(?i)C: " + verb + "( .*)?"));
    }

    @Test
    void extensions() throws IOException {
        List<String> lines = TranscriptLines.in("/smtp");
        for (String extension : announced()) {
            String shown = SHOWN.get(extension);
            assertThat(shown).as("how a transcript shows " + extension).isNotNull();
            assertThat(lines).as(extension).anyMatch(line -> line.matches(shown + ".*"));
        }
    }

    private static List<String> announced() throws IOException {
        try (SmtpHouse house = new SmtpHouse();
                TestClient client = new TestClient(house.submissions.address())) {
            client.send("EHLO client.test\r\nQUIT\r\n");
            return client.rest()
                    .lines()
                    .filter(line -> line.matches("250[- ].*"))
                    .map(line -> line.substring(4).replaceFirst(" .*", ""))
                    .skip(1)
                    .toList();
        }
    }
}
