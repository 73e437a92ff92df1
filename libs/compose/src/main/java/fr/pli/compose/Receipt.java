package fr.pli.compose;

/** What the sender wants to be told. */
public enum Receipt {
    /** That the message was delivered, and when it is late (DSN, RFC 3461; ECO.2.3.1). That it failed he is told anyway. */
    DELIVERY,
    /** That it was read (MDN, RFC 8098; ECO.2.3.2). */
    READING
}
