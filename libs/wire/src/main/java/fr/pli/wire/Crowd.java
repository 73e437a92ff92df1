package fr.pli.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/** How many connections are open from each address; an IPv6 /64 counts as one address. */
final class Crowd {

    private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();
    private final int limit;

    Crowd(int limit) {
        this.limit = limit;
    }

    /** Counts one in, unless the address is full. */
    boolean enter(InetAddress address) {
        if (open.merge(network(address), 1, Integer::sum) > limit) {
            leave(address);
            return false;
        }
        return true;
    }

    /** Counts one out. */
    void leave(InetAddress address) {
        open.computeIfPresent(network(address), (key, count) -> count == 1 ? null : count - 1);
    }

    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(address.getAddress(), 8), 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 octets are an address", e);
        }
    }
}
