package fr.pli.faults;

import java.io.IOException;

/** A client that does one thing again and again, over a connection of its own. */
interface Actor extends AutoCloseable {

    /** Connects if it must, and does it once. Whatever it throws, it connects anew the next time. */
    void once() throws IOException;

    /** Gives the connection up. */
    @Override
    void close();
}
