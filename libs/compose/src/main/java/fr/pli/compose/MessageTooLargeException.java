package fr.pli.compose;

import java.io.IOException;

/** A message of more octets than {@link MessageSize#MOST}. */
public final class MessageTooLargeException extends IOException {

    private static final long serialVersionUID = 1;

    public MessageTooLargeException() {
        super("the message is larger than " + MessageSize.MOST + " octets");
    }
}
