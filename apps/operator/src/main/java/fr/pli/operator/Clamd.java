package fr.pli.operator;

import fr.pli.wire.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks ClamAV's daemon whether octets are infected, by its INSTREAM command: {@code zINSTREAM}, chunks with their length before them, a chunk of
 * none; the answer is {@code stream: OK} or {@code stream: NAME FOUND}.
 */
final class Clamd {

    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 1024;
    private static final String FOUND = " FOUND";

    private final SocketAddress address;
    private final Duration patience;

    private Clamd(SocketAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /**
     * One at a place.
     *
     * @param place {@code host:port}, or the path of a socket
     * @param patience for the whole of a question
     */
    static Clamd at(String place, Duration patience) {
        if (place.startsWith("/")) {
            return new Clamd(UnixDomainSocketAddress.of(place), patience);
        }
        InetSocketAddress named = ExchangeWiring.address("pli.antivirus.clamd", place);
        return new Clamd(new InetSocketAddress(named.getHostString(), named.getPort()), patience);
    }

    /**
     * Asks.
     *
     * @return the name of what was found; empty if the octets are clean
     * @throws IOException if it does not say in time
     */
    Optional<String> scan(InputStream octets) throws IOException {
        try (SocketChannel channel = SocketChannel.open(
                address instanceof UnixDomainSocketAddress
                        ? StandardProtocolFamily.UNIX
                        : StandardProtocolFamily.INET)) {
            try (Deadline _ = Deadline.of(channel, patience)) {
                channel.connect(address);
                send(octets, new DataOutputStream(Channels.newOutputStream(channel)));
                return verdict(answer(Channels.newInputStream(channel)));
            }
        }
    }

    private static void send(InputStream octets, DataOutputStream out) throws IOException {
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        byte[] chunk = new byte[CHUNK];
        for (int length = octets.readNBytes(chunk, 0, CHUNK); length > 0; length = octets.readNBytes(chunk, 0, CHUNK)) {
            out.writeInt(length);
            out.write(chunk, 0, length);
        }
        out.writeInt(0);
        out.flush();
    }

    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int octet = in.read(); octet > 0 && answer.size() < LONGEST_ANSWER; octet = in.read()) {
            answer.write(octet);
        }
        return answer.toString(StandardCharsets.US_ASCII).replaceAll("\\p{Cntrl}", "?");
    }

    private static Optional<String> verdict(String answer) throws IOException {
        if (answer.equals("stream: OK")) {
            return Optional.empty();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(FOUND)) {
            return Optional.of(answer.substring("stream: ".length(), answer.length() - FOUND.length()));
        }
        throw new IOException("clamd says \"" + answer + '"');
    }
}
