package fr.pli.wire;

import java.io.IOException;

/** What is spoken on the connections of a listener. One object serves them all. */
public interface Protocol {

    /**
     * Talks with one client from the greeting to the end, on a virtual thread of its own. Returning closes the connection; so does
     * any exception. {@link TimedOutException} and {@link BudgetException} let the protocol say its last words first.
     *
     * @throws IOException when the client is gone or no longer worth an answer
     */
    void converse(Connection connection) throws IOException;

    /** One line, without its end, sent instead of a greeting to a client that is over a limit of connections. */
    String busy();
}
