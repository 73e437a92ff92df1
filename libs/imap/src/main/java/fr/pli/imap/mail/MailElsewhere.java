package fr.pli.imap.mail;

import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.wire.Connection;
import fr.pli.wire.GrantState;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;

/** A server that keeps the mail of some BAL in our stead (MSS 10.9, SEED-03). */
@FunctionalInterface
public interface MailElsewhere {

    /**
     * Opens a BAL there.
     *
     * @throws StoreUnavailableException if the server is out of reach or does not open it
     */
    Session open(MssAddress bal);

    /**
     * What holds for the rest of a conversation.
     *
     * @param commands those that our engine knows
     * @param changing those of them that who may only read is refused
     * @param mostOctets in a literal that is passed over
     * @param grant whether the session may go on, and change anything; to be asked before each command
     */
    record Terms(
            Set<String> commands,
            Set<String> changing,
            long mostOctets,
            SessionClock clock,
            Supplier<GrantState> grant) {}

    /** An open BAL. */
    interface Session extends AutoCloseable {

        /** What CAPABILITY may tell of that server. */
        String capabilities();

        /**
         * The rest of the conversation, until one of both closes, or the time or the grant is over.
         */
        void converse(Connection client, Terms terms) throws IOException;

        /** Without a word; whoever reads or writes gets an IOException. */
        @Override
        void close();
    }
}
