package fr.pli.imap;

import java.io.IOException;
import java.io.OutputStream;

/** What a section holds: its length, for the literal that announces it, and its octets. */
interface SectionData {

    /** In octets. */
    long length();

    /**
     * Writes exactly {@link #length()} octets.
     *
     * @throws IOException if {@code out} does, or the message is no longer there; the literal is broken then, and with it the connection
     */
    void copyTo(OutputStream out) throws IOException;
}
