package fr.pli.imap;

import fr.pli.imap.mail.MailStore;
import fr.pli.mss.MssAddress;

class MemoryMailStoreTest extends MailStoreContract {

    private final MemoryMailStore store = new MemoryMailStore();

    @Override
    protected MailStore store() {
        return store;
    }

    @Override
    protected MssAddress newBal(long quota) {
        return store.newBal(quota);
    }
}
