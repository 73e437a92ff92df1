package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One message on its way in, from MAIL FROM to the end of its data, all on one thread. Closing it before {@link #commit()} leaves
 * nothing behind.
 */
public interface Incoming extends AutoCloseable {

    /** RCPT TO. @throws SmtpRefusal if it cannot go there */
    void rcptTo(MssAddress to, RcptParameters parameters) throws SmtpRefusal;

    /**
     * Where its octets go, dots and chunks taken off, with the fields that the engine adds. Asked for once, after the last recipient
     * and before the client is told to send. The engine writes blocks of 8 KiB, flushes after the last and after a chunk, and does not close the stream.
     *
     * @throws SmtpRefusal if it cannot be taken for now
     */
    OutputStream body() throws SmtpRefusal, IOException;

    /**
     * The message is whole: takes it for good. When this returns it is durable; only then the engine says 250.
     *
     * @return the id that the client is told, one word
     * @throws SmtpRefusal if a rule forbids it or it cannot be taken for now; nothing is kept then
     */
    String commit() throws SmtpRefusal, IOException;

    /** Gives back what is held; never throws. After {@link #commit()}, and when called again, it changes nothing. */
    @Override
    void close();
}
