package fr.pli.tls;

import java.time.Duration;

/** Is told what the ways to learn of a revocation say, for metrics. Called on the threads of logins; must return at once and not throw. */
public interface RevocationListener {

    /** Does nothing. */
    RevocationListener NONE = (way, outcome, took) -> {};

    /** What a way said of a certificate. */
    enum Outcome {
        GOOD,
        REVOKED,
        /** It could not tell, and the next one was asked if there is any. */
        UNKNOWN
    }

    /** One way was asked about one certificate. */
    void asked(RevocationMethod way, Outcome outcome, Duration took);
}
