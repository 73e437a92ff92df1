package fr.pli.wire;

/** A SASL mechanism as a server offers it (RFC 4422). */
public interface SaslMechanism {

    /** Its registered name, in capitals. */
    String name();

    /** A new exchange with this client. The server has seen to TLS before. */
    SaslExchange start(SaslPeer peer);

    /**
     * The mechanism of that name, in front of the one who decides.
     *
     * @throws IllegalArgumentException if there is none, with the names that there are
     */
    static SaslMechanism named(String name, Authority authority) {
        return switch (name) {
            case "XOAUTH2" -> new Xoauth2(authority);
            case "OAUTHBEARER" -> new OauthBearer(authority);
            case "PLAIN" -> new Plain(authority);
            case "EXTERNAL" -> new External(authority);
            default ->
                throw new IllegalArgumentException(
                        "no SASL mechanism " + name + ": use XOAUTH2, OAUTHBEARER, PLAIN or EXTERNAL");
        };
    }
}
