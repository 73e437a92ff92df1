package fr.pli.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Who counts as one client by address: one IPv4 address, or one IPv6 /64, which is what one customer has. */
record Network(String prefix) {

    private static final int IPV6_PREFIX_OCTETS = 8;

    static Network of(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean isWide = address instanceof Inet6Address;
        return new Network(HexFormat.of().formatHex(isWide ? Arrays.copyOf(octets, IPV6_PREFIX_OCTETS) : octets));
    }
}
