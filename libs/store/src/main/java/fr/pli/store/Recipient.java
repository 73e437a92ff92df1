package fr.pli.store;

import fr.pli.mss.MssAddress;
import java.util.Optional;

/** To whom the envelope of a message goes, with the parameters of his RCPT TO. */
public sealed interface Recipient {

    /** As it stands in the envelope. */
    MssAddress address();

    /** NOTIFY (RFC 3461). */
    Optional<String> notifyOn();

    /** ORCPT (RFC 3461). */
    Optional<String> orcpt();

    /**
     * A BAL of ours.
     *
     * @param bal its id in the registry
     */
    record Local(MssAddress address, long bal, Optional<String> notifyOn, Optional<String> orcpt) implements Recipient {

        /** One without parameters. */
        public Local(MssAddress address, long bal) {
            this(address, bal, Optional.empty(), Optional.empty());
        }

        /** Whether the sender wants to be told that the message is there. */
        boolean isNoticeWanted() {
            return notifyOn.filter(when -> when.contains("SUCCESS")).isPresent();
        }
    }

    /**
     * Somebody to whom another server takes it.
     *
     * @param via the domain whose servers are given the message, in lower case: mostly his own
     */
    record Remote(MssAddress address, String via, Optional<String> notifyOn, Optional<String> orcpt)
            implements Recipient {

        /** Somebody at another operator. */
        public Remote(MssAddress address, Optional<String> notifyOn, Optional<String> orcpt) {
            this(address, address.domain(), notifyOn, orcpt);
        }
    }
}
