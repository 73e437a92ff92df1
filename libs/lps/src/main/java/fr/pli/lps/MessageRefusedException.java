package fr.pli.lps;

/** The operator does not take a message, for anybody, and trying it again will not help. The message says what it answered. */
public final class MessageRefusedException extends OperatorException {

    private static final long serialVersionUID = 1;

    MessageRefusedException(String why, Trouble trouble, Throwable cause) {
        super(why, trouble, cause);
    }
}
