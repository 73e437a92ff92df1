package fr.pli.imap;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.MailStore;
import fr.pli.mss.MssAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A MailStore in memory, for the tests of the engine and of whoever speaks to it. */
public final class MemoryMailStore implements MailStore {

    private final ConcurrentMap<MssAddress, MemoryAccount> accounts = new ConcurrentHashMap<>();

    @Override
    public Account account(MssAddress bal) {
        return accounts.computeIfAbsent(bal, _ -> new MemoryAccount(0));
    }

    /**
     * Opens a BAL.
     *
     * @param quota in octets; 0 for none
     */
    public MssAddress newBal(long quota) {
        MssAddress bal = new MssAddress("bal" + accounts.size(), "ch-a.pli.mssante.fr");
        return accounts.putIfAbsent(bal, new MemoryAccount(quota)) == null ? bal : newBal(quota);
    }
}
