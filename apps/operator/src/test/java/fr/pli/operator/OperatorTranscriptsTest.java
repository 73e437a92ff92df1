package fr.pli.operator;

import fr.pli.wire.Transcripts;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Whole conversations with a whole operator, as C: and S: lines in the test resources under {@code operator}. {@link Scenery} has their names. */
class OperatorTranscriptsTest {

    @TestFactory
    Stream<DynamicNode> transcripts() throws IOException {
        return Transcripts.in("/operator", () -> new Scenery().stage());
    }
}
