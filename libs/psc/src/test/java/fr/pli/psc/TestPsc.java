package fr.pli.psc;

import java.net.URI;

/** A PSC to hold the contract against: the stand-in, or a real Keycloak. */
interface TestPsc {

    /** Somebody who may log in. */
    String PERSON = "899700000017";

    URI issuer();

    URI discovery();

    /** The software that logs people in. */
    ClientAuthentication lps();

    /** The operator, which introspects. */
    ClientAuthentication operator();

    /** The operator, which introspects as the certificate in {@link #tls()} and has no secret. */
    ClientAuthentication operatorByCertificate();

    /** Its certificate, the operator's, and whom both trust. */
    TestTls tls();

    /** Goes through the log-in page as a browser would, and gives the address that it is sent back to. */
    URI logIn(URI location, String person) throws Exception;
}
