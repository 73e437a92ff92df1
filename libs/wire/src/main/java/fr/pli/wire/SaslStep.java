package fr.pli.wire;

import fr.pli.mss.MssAddress;

/** What one step of a SASL exchange leads to (RFC 4422 section 3). */
public sealed interface SaslStep {

    /** Send this to the client as UTF-8, base64 on the wire, and wait for its answer. */
    record Challenge(String text) implements SaslStep {}

    /** The end of an exchange. */
    sealed interface Outcome extends SaslStep {}

    /**
     * Who was proven, and on which BAL he acts.
     *
     * @param grant tells for how long, and how much of it is open
     */
    record Granted(Identity who, MssAddress mailbox, Grant grant) implements Outcome {

        /** For as long as the session lasts. */
        public Granted(Identity who, MssAddress mailbox) {
            this(who, mailbox, Grant.LASTING);
        }
    }

    /** No, and a second try with the same will not help: {@code NO [AUTHENTICATIONFAILED]}, {@code 535 5.7.8}. */
    record Refused(Reason reason) implements Outcome {}

    /** Not the client's fault; he may try again: {@code NO [UNAVAILABLE]}, {@code 454 4.7.0}. */
    record Unavailable(Reason reason) implements Outcome {}
}
