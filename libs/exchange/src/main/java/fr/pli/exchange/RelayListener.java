package fr.pli.exchange;

import fr.pli.smtp.RelayException;

/** Is told what happens on the way out, for metrics. */
public interface RelayListener {

    /** A recipient is off the queue: another server answers for him. */
    default void relayed() {}

    /** A recipient is off the queue: the message was returned. */
    default void returned() {}

    /** A recipient waits for the next try. */
    default void deferred() {}

    /** The servers of a domain could not be used. */
    default void failed(RelayException.Reason reason) {}

    /** A notice could not be given: the sender's BAL is full or gone. */
    default void noticeLost() {}
}
