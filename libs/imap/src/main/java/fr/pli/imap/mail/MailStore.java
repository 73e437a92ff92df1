package fr.pli.imap.mail;

import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import java.util.Optional;

/**
 * The mail of every BAL, as the IMAP engine needs it. Implementations are held to {@code MailStoreContract}. Calls block; each
 * is one transaction, done when it returns. UIDs and mod-sequences of a mailbox are given in the order in which they become
 * visible, on every node.
 */
public interface MailStore {

    /**
     * The mailboxes of one BAL. An INBOX is always there.
     *
     * @throws StoreUnavailableException if the store is out of reach
     */
    Account account(MssAddress bal);

    /** The server that keeps the mail of this BAL in our stead, where there is one: then it has no account here (MSS 10.9, SEED-03). */
    default Optional<MailElsewhere> elsewhere(MssAddress bal) {
        return Optional.empty();
    }
}
