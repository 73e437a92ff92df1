package fr.pli.lps;

/** This account is not let in, and trying the same again will not help. The message says what the operator answered. */
public final class LoginRefusedException extends OperatorException {

    private static final long serialVersionUID = 1;

    LoginRefusedException(String why, Trouble trouble, Throwable cause) {
        super(why, trouble, cause);
    }
}
