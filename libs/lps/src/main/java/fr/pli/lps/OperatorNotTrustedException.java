package fr.pli.lps;

/**
 * What answers shows no certificate that would make it the operator: not of IGC Santé, out of its time, revoked or not known to be unrevoked,
 * or of another host (ECO.1.1.4 to 1.1.7, 1.1.10). It was told nothing.
 */
public final class OperatorNotTrustedException extends OperatorException {

    private static final long serialVersionUID = 1;

    OperatorNotTrustedException(String why, Trouble trouble, Throwable cause) {
        super(why, trouble, cause);
    }
}
