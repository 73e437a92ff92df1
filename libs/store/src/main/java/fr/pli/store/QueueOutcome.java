package fr.pli.store;

import java.time.Duration;
import java.util.Optional;

/** What became of one recipient of a claimed message. */
public sealed interface QueueOutcome {

    /** Whom it is about. */
    QueuedMail.To to();

    /** The notice for the sender; empty if he gets none. */
    Optional<Delivery> notice();

    /**
     * Off the queue: another server answers for it, it is returned, or only its notice was owed.
     *
     * @param action for the audit, {@code message-relayed}
     */
    record Done(QueuedMail.To to, String action, QueueReply reply, Optional<Delivery> notice) implements QueueOutcome {}

    /**
     * To be tried again.
     *
     * @param pause until then, by the clock of the database
     */
    record Later(QueuedMail.To to, Duration pause, QueueReply reply, Optional<Delivery> notice)
            implements QueueOutcome {}
}
