package fr.pli.tls;

/** What a listener wants of a client's certificate. Possession of its key is proven by the handshake; all else is judged later. */
public enum ClientCertificate {
    /** Is not asked for. */
    NONE,
    /** Is asked for, and a client without one comes in all the same: it is told at AUTH what is missing. */
    WANTED,
    /** No handshake without one. */
    REQUIRED
}
