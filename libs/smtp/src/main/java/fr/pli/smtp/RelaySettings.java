package fr.pli.smtp;

import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/**
 * How we talk to other servers.
 *
 * @param host what we call ourselves
 * @param tls shows our certificate, and believes theirs or not; whose name it bears is looked at by the caller, unless {@code named}
 * @param protocols of TLS; the platform's if empty
 * @param connect patience for the connection and for each side's part of the handshake
 * @param command patience for the answer to a command (RFC 5321 section 4.5.3.2 says 5 minutes)
 * @param data patience for the whole of a message and for the answer to its end (section 4.5.3.2.6 says 10 minutes)
 * @param named whether the handshake fails where the certificate does not bear the name of the host
 * @param longLines whether a message goes out though a line of it has more than 998 octets (RFC 5322 section 2.1.1); else it is refused
 *     here, for what servers make of such a line is theirs to choose. See docs/decisions/0703
 */
public record RelaySettings(
        String host,
        SSLSocketFactory tls,
        List<String> protocols,
        Duration connect,
        Duration command,
        Duration data,
        boolean named,
        boolean longLines) {

    /** The times of RFC 5321, but for the connection: 30 seconds. */
    public static RelaySettings of(String host, SSLSocketFactory tls) {
        return new RelaySettings(
                host,
                tls,
                List.of(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                false,
                false);
    }

    /** With other versions of TLS. */
    public RelaySettings withProtocols(List<String> others) {
        return new RelaySettings(host, tls, others, connect, command, data, named, longLines);
    }

    /** With a server that must prove the name by which it is called. */
    public RelaySettings withNamed() {
        return new RelaySettings(host, tls, protocols, connect, command, data, true, longLines);
    }

    /** With a server that takes lines of any length. */
    public RelaySettings withLongLines() {
        return new RelaySettings(host, tls, protocols, connect, command, data, named, true);
    }
}
