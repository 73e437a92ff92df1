package fr.pli.lps;

import fr.pli.tls.KeySource;

/** How an account proves who opens it. */
public sealed interface Login {

    /** A person, with PSC access tokens (XOAUTH2; ECO.1.2.1). */
    record Person(AccessTokens tokens) implements Login {}

    /** An application, with its certificate of IGC Santé (PLAIN with the address of the BAL and no password). */
    record Application(KeySource certificate) implements Login {}
}
