package fr.pli.mime;

import java.io.IOException;

/** A message was removed while its octets were to be read. */
public final class MessageGoneException extends IOException {

    MessageGoneException() {
        super("the message is no longer there");
    }
}
