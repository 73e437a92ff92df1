package fr.pli.wire;

/** A SASL mechanism as a server offers it (RFC 4422). */
public interface SaslMechanism {

    /** Its registered name, in capitals. */
    String name();

    /** A new exchange with this client. The server has seen to TLS before. */
    SaslExchange start(SaslPeer peer);
}
