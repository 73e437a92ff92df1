package fr.pli.lps;

import java.io.IOException;

/** Something failed with an operator. The message is for the log; {@link #trouble()} says the same in values. */
public abstract sealed class OperatorException extends IOException
        permits LoginRefusedException,
                MessageRefusedException,
                OperatorFailedException,
                OperatorNotTrustedException,
                OperatorUnavailableException {

    private static final long serialVersionUID = 1;

    private final transient Trouble trouble;

    OperatorException(String why, Trouble trouble) {
        super(why);
        this.trouble = trouble;
    }

    OperatorException(String why, Trouble trouble, Throwable cause) {
        super(why, cause);
        this.trouble = trouble;
    }

    /** What failed. */
    public Trouble trouble() {
        return trouble;
    }
}
