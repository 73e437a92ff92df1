package fr.pli.imap;

import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.wire.Connection;
import java.io.IOException;
import java.util.Set;

/** A server that keeps the mail of some BAL in our stead (MSS 10.9, SEED-03). */
@FunctionalInterface
public interface MailElsewhere {

    /**
     * Opens a BAL there.
     *
     * @throws StoreUnavailableException if the server is out of reach or does not open it
     */
    Session open(MssAddress bal);

    /** An open BAL. */
    interface Session extends AutoCloseable {

        /** What CAPABILITY may tell of that server. */
        String capabilities();

        /**
         * The rest of the conversation, until one of both closes or the time is over.
         *
         * @param commands those that our engine knows
         * @param mostOctets in a literal that is passed over
         */
        void converse(Connection client, Set<String> commands, long mostOctets, SessionClock clock) throws IOException;

        /** Without a word; whoever reads or writes gets an IOException. */
        @Override
        void close();
    }
}
