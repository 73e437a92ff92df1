package fr.pli.mime;

import java.io.IOException;
import java.io.OutputStream;

/** What a section holds: its length, for the literal that announces it, and its octets. */
public interface SectionData {

    /** In octets. */
    long length();

    /**
     * Writes exactly {@link #length()} octets.
     *
     * @throws MessageGoneException if the message is no longer there; what was written so far stays
     * @throws IOException if {@code out} does
     */
    void copyTo(OutputStream out) throws IOException;
}
