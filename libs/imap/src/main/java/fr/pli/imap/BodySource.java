package fr.pli.imap;

import java.io.IOException;
import java.io.OutputStream;

/** The octets of one stored message, in slices: {@link Mailbox#copyBody} of one UID. */
@FunctionalInterface
interface BodySource {

    /** Writes {@code length} octets from {@code offset}; fewer only if the message is no longer there. */
    void copy(long offset, long length, OutputStream out) throws IOException;
}
