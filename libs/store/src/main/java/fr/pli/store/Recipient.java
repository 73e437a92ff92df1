package fr.pli.store;

import fr.pli.mss.MssAddress;
import java.util.Optional;

/** To whom the envelope of a message goes. */
public sealed interface Recipient {

    /** As it stands in the envelope. */
    MssAddress address();

    /**
     * A BAL of ours.
     *
     * @param bal its id in the registry
     */
    record Local(MssAddress address, long bal) implements Recipient {}

    /**
     * Somebody at another operator, with the parameters of his RCPT TO (RFC 3461).
     *
     * @param notifyOn NOTIFY
     * @param orcpt ORCPT
     */
    record Remote(MssAddress address, Optional<String> notifyOn, Optional<String> orcpt) implements Recipient {}
}
