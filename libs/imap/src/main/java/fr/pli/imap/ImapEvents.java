package fr.pli.imap;

import fr.pli.mss.MssAddress;
import fr.pli.wire.Identity;
import fr.pli.wire.Reason;
import java.time.Duration;

/** What the engine tells whoever counts and traces. Called on the sessions' threads; must return soon. */
public interface ImapEvents {

    /** Counts nothing. */
    ImapEvents NONE = new ImapEvents() {};

    /** Somebody opened a BAL. */
    default void granted(String session, Identity who, MssAddress mailbox) {}

    /** Somebody did not. */
    default void denied(String session, Reason reason) {}

    /** A session in which a BAL was open has ended. */
    default void ended(String session, Identity who, MssAddress mailbox, Duration lasted) {}

    /** A command was answered {@code OK}, {@code NO} or {@code BAD}. */
    default void command(String name, String answer, Duration took) {}
}
