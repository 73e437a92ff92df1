package fr.pli.wire;

import java.net.InetAddress;

/** Addresses that share their first bits, as CIDR writes them (RFC 4632, RFC 4291 section 2.3): {@code 10.1.0.0/16}, {@code 2001:db8::/32}. */
public record AddressRange(InetAddress first, int bits) {

    /** @throws IllegalArgumentException if {@code bits} are more than such an address has */
    public AddressRange {
        if (bits < 0 || bits > 8 * first.getAddress().length) {
            throw new IllegalArgumentException("no prefix of " + bits + " bits in " + first.getHostAddress());
        }
    }

    /**
     * Reads a range, or a single address without a slash. Never asks DNS.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int all = 8 * first.getAddress().length;
        return new AddressRange(first, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether {@code address} is of the same family and begins with the same bits. */
    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((mine[bit / 8] ^ theirs[bit / 8]) & 0x80 >> bit % 8) != 0) {
                return false;
            }
        }
        return true;
    }
}
