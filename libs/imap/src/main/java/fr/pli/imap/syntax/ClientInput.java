package fr.pli.imap.syntax;

import java.io.IOException;
import java.io.InputStream;

/** Where a command comes from: lines, with the octets of literals between them. */
public interface ClientInput {

    /** The next line, without CRLF. */
    byte[] readLine() throws IOException;

    /** What comes after the last line read. It ends in an exception only. */
    InputStream octets() throws IOException;

    /** Asks for a literal that the client holds back until then. */
    void invite() throws IOException;
}
