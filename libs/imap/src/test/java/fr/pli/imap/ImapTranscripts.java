package fr.pli.imap;

import fr.pli.imap.mail.MailStore;
import fr.pli.mss.MssAddress;
import fr.pli.wire.Transcripts;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Every command and every refusal, as C: and S: lines in the test resources under {@code imap}. Extend it in the tests of a store: the same
 * conversations must pass there. {@link ImapHouse} tells what the listeners, tokens and actions in them are.
 */
public abstract class ImapTranscripts {

    /** The store, or any node of it. */
    protected abstract MailStore store() throws Exception;

    /**
     * A BAL that has just been opened.
     *
     * @param quota in octets; 0 for none
     */
    protected abstract MssAddress newBal(long quota) throws Exception;

    @TestFactory
    Stream<DynamicNode> transcripts() throws IOException {
        return Transcripts.in("/imap", () -> ImapHouse.stage(store(), this::newBal));
    }
}
