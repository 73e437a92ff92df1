package fr.pli.mime;

import java.io.IOException;
import java.io.OutputStream;

/** The octets of one stored message, in slices: of one UID in a mailbox. */
@FunctionalInterface
public interface BodySource {

    /** Writes {@code length} octets from {@code offset}; fewer only if the message is no longer there. */
    void copy(long offset, long length, OutputStream out) throws IOException;
}
