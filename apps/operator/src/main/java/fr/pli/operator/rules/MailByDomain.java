package fr.pli.operator.rules;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.MailElsewhere;
import fr.pli.imap.mail.MailStore;
import fr.pli.mss.MssAddress;
import fr.pli.store.KeptElsewhere;
import java.util.Optional;

/** The mail of each BAL where it is: in the database, or at the system that keeps its domain (MSS 10.9, SEED-03). */
public record MailByDomain(MailStore here, KeptElsewhere kept, MailElsewhere there) implements MailStore {

    @Override
    public Account account(MssAddress bal) {
        return here.account(bal);
    }

    @Override
    public Optional<MailElsewhere> elsewhere(MssAddress bal) {
        return kept.has(bal.domain()) ? Optional.of(there) : Optional.empty();
    }
}
