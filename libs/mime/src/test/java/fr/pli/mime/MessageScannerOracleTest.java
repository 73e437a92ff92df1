package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.james.mime4j.MimeException;

/** On messages by the book the scanner and mime4j see the same. */
class MessageScannerOracleTest {

    @Property(tries = 2000)
    void same_parts_as_mime4j(@ForAll long seed) throws IOException, MimeException {
        byte[] message = WellFormedMessage.of(seed);
        String ours = Mime4jTree.of(message, MessageScanner.scan(message).root());
        assertThat(ours).as("seed " + seed).isEqualTo(Mime4jTree.of(message));
    }
}
