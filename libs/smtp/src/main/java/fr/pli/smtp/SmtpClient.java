package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import fr.pli.wire.ComputingTime;
import fr.pli.wire.Identity;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Who is at the other end, for rules, log and audit.
 *
 * @param session id of the connection, joins log lines
 * @param greeting what it called itself in EHLO
 * @param tls protocol and suite
 * @param chain the certificate it showed, leaf first, possession proven by the handshake and nothing else; empty if none
 * @param computing turns of its session with all others: whoever works out what a client sent takes one
 * @param authenticated who was proven and on which BAL he acts; empty where the listener asks for no AUTH
 */
public record SmtpClient(
        String session,
        InetSocketAddress address,
        String greeting,
        String tls,
        List<X509Certificate> chain,
        ComputingTime computing,
        Optional<Authenticated> authenticated) {

    /** The two identities of a submission. */
    public record Authenticated(Identity who, MssAddress mailbox) {}
}
