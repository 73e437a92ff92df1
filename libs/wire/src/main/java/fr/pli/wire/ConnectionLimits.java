package fr.pli.wire;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections may be open at once, in all and from one address. One object may serve several listeners. */
public final class ConnectionLimits {

    private final int all;
    private final AtomicInteger open = new AtomicInteger();
    private final PerKeyLimit<Network> perAddress;

    /**
     * @param all connections, wherever they come from
     * @param perAddress of them from one IPv4 address or one IPv6 /64
     */
    public ConnectionLimits(int all, int perAddress) {
        this.all = all;
        this.perAddress = new PerKeyLimit<>(perAddress);
    }

    /** As a listener of its own has them. */
    static ConnectionLimits of(Limits limits) {
        return new ConnectionLimits(limits.connections(), limits.connectionsPerAddress());
    }

    /** Counts a connection, wherever it comes from. @return false, and it is not counted, if as many as may be are open */
    boolean tryAcquire() {
        if (open.incrementAndGet() > all) {
            release();
            return false;
        }
        return true;
    }

    /** A connection that was counted is closed. */
    void release() {
        open.decrementAndGet();
    }

    /** Counts a connection of this address. @return false, and it is not counted, if it has as many as it may */
    boolean tryAcquire(Network network) {
        return perAddress.tryAcquire(network);
    }

    /** A connection that was counted for this address is closed. */
    void release(Network network) {
        perAddress.release(network);
    }
}
