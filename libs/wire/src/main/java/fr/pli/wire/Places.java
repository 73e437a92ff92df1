package fr.pli.wire;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections may be open at once, in all and from one address. One object may serve several listeners. */
public final class Places {

    private final int all;
    private final AtomicInteger taken = new AtomicInteger();
    private final Crowd<Network> addresses;

    /**
     * @param all connections, wherever they come from
     * @param perAddress of them from one IPv4 address or one IPv6 /64
     */
    public Places(int all, int perAddress) {
        this.all = all;
        addresses = new Crowd<>(perAddress);
    }

    /** As a listener of its own grants them. */
    static Places of(Limits limits) {
        return new Places(limits.connections(), limits.connectionsPerAddress());
    }

    /** Takes a place, whoever comes, unless all are taken. */
    boolean enter() {
        if (taken.incrementAndGet() > all) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        taken.decrementAndGet();
    }

    /** Takes a place among those of an address, unless it has all of its own. */
    boolean enter(Network network) {
        return addresses.enter(network);
    }

    void leave(Network network) {
        addresses.leave(network);
    }
}
