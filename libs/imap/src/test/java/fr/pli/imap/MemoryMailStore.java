package fr.pli.imap;

import fr.pli.mss.MssAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A MailStore in memory, for the tests of the engine and of whoever speaks to it. It can be put out of reach. */
public final class MemoryMailStore implements MailStore {

    private final ConcurrentMap<MssAddress, MemoryAccount> accounts = new ConcurrentHashMap<>();
    private volatile boolean outOfReach;

    @Override
    public Account account(MssAddress bal) {
        return accounts.computeIfAbsent(bal, _ -> new MemoryAccount(this, 0));
    }

    /** A BAL with a limit in octets. */
    public void limit(MssAddress bal, long quota) {
        accounts.put(bal, new MemoryAccount(this, quota));
    }

    /** From now on every call throws {@link StoreUnavailableException}, or no longer does. */
    public void outOfReach(boolean now) {
        outOfReach = now;
    }

    void check() {
        if (outOfReach) {
            throw new StoreUnavailableException("put out of reach", new IllegalStateException());
        }
    }
}
