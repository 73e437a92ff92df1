package fr.pli.smtp;

import fr.pli.wire.Transcripts;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every verb and every refusal, as C: and S: lines under {@code src/test/resources/smtp}. */
class TranscriptsTest {

    @TestFactory
    Stream<DynamicNode> transcripts() throws IOException {
        return Transcripts.in("/smtp", SmtpHouse::stage);
    }
}
