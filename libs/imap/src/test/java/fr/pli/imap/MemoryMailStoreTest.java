package fr.pli.imap;

import fr.pli.mss.MssAddress;
import java.util.concurrent.atomic.AtomicInteger;

class MemoryMailStoreTest extends MailStoreContract {

    private final MemoryMailStore store = new MemoryMailStore();
    private final AtomicInteger bals = new AtomicInteger();

    @Override
    protected MailStore store() {
        return store;
    }

    @Override
    protected MssAddress newBal(long quota) {
        MssAddress bal = new MssAddress("bal" + bals.incrementAndGet(), "ch-a.pli.mssante.fr");
        store.limit(bal, quota);
        return bal;
    }
}
