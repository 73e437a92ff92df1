package fr.pli.lps;

/**
 * The operator cannot be reached, or says that it cannot tell for now ({@code UNAVAILABLE}, {@code 4yz}): the same may well work later. After
 * {@link LpsConnection#send} it may have taken the message all the same.
 */
public final class OperatorUnavailableException extends OperatorException {

    private static final long serialVersionUID = 1;

    OperatorUnavailableException(String why, Trouble trouble) {
        super(why, trouble);
    }

    OperatorUnavailableException(String why, Trouble trouble, Throwable cause) {
        super(why, trouble, cause);
    }
}
