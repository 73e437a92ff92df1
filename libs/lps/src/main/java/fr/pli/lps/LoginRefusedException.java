package fr.pli.lps;

import java.io.IOException;

/** This account is not let in, and trying the same again will not help. The message says what the operator answered. */
public final class LoginRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    LoginRefusedException(String why, Throwable cause) {
        super(why, cause);
    }
}
