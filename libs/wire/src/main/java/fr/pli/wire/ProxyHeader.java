package fr.pli.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The header that a load balancer puts before a client's octets: PROXY protocol version 2 (HAProxy, proxy-protocol.txt section 2.2).
 * <pre>signature(12) version+command(1) family+protocol(1) length(2) source destination ports TLV…</pre>
 */
final class ProxyHeader {

    /** Octets before those that the length counts. */
    static final int FIXED = 16;

    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    /** Addresses take 216 at most; the rest is for TLVs, which are passed over. */
    private static final int LONGEST = 4096;

    private ProxyHeader() {}

    /**
     * Octets that follow the first {@link #FIXED} ones.
     *
     * @throws ProxySyntaxException if those are no such header, or it is too long
     */
    static int length(byte[] fixed) throws ProxySyntaxException {
        if (fixed.length != FIXED || !Arrays.equals(SIGNATURE, Arrays.copyOf(fixed, SIGNATURE.length))) {
            throw new ProxySyntaxException("no signature of version 2");
        }
        int version = fixed[12] >> 4 & 0xf;
        int command = fixed[12] & 0xf;
        if (version != 2 || command > 1) {
            throw new ProxySyntaxException("version and command 0x%02x".formatted(fixed[12]));
        }
        int length = ByteBuffer.wrap(fixed).getShort(14) & 0xffff;
        if (length > LONGEST) {
            throw new ProxySyntaxException(length + " octets, more than " + LONGEST);
        }
        return length;
    }

    /**
     * Where the client is; empty if the proxy speaks for itself (LOCAL) or does not know.
     *
     * @param fixed the first octets, as {@link #length} took them
     * @param rest the octets that follow
     * @throws ProxySyntaxException if the addresses are cut short or no TCP
     */
    static Optional<InetSocketAddress> source(byte[] fixed, byte[] rest) throws ProxySyntaxException {
        boolean isLocal = (fixed[12] & 0xf) == 0;
        if (isLocal) {
            return Optional.empty();
        }
        return switch (fixed[13]) {
            case 0x00 -> Optional.empty();
            case 0x11 -> Optional.of(source(rest, 4));
            case 0x21 -> Optional.of(source(rest, 16));
            default -> throw new ProxySyntaxException("family and protocol 0x%02x".formatted(fixed[13]));
        };
    }

    private static InetSocketAddress source(byte[] rest, int octets) throws ProxySyntaxException {
        if (rest.length < 2 * octets + 4) {
            throw new ProxySyntaxException("addresses cut short at " + rest.length + " octets");
        }
        try {
            InetAddress address = InetAddress.getByAddress(Arrays.copyOf(rest, octets));
            return new InetSocketAddress(address, ByteBuffer.wrap(rest).getShort(2 * octets) & 0xffff);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 octets are an address", e);
        }
    }
}
