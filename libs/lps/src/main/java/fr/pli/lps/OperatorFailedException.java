package fr.pli.lps;

/** The operator answers, but not what it should: it refuses a command, speaks no TLS that we do, or breaks the protocol. */
public final class OperatorFailedException extends OperatorException {

    private static final long serialVersionUID = 1;

    OperatorFailedException(String why, Trouble trouble, Throwable cause) {
        super(why, trouble, cause);
    }
}
