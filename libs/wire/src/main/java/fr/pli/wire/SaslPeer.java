package fr.pli.wire;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a mechanism may know of the client: the session's id for the log, where it is, and the certificate it showed, leaf first, possession proven. */
public record SaslPeer(String session, InetSocketAddress address, List<X509Certificate> chain) {

    /** The peer of a connection. */
    public static SaslPeer of(Connection connection) {
        return new SaslPeer(connection.id(), connection.peer(), connection.peerChain());
    }

    /** Its address as logs show it. */
    public String shown() {
        return address.getAddress().getHostAddress();
    }
}
