package fr.pli.store;

import fr.pli.registry.Bal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Domains of ours whose mail an existing system keeps in our stead (MSS 10.9, SEED-03): their BAL are in the registry, their messages are not
 * in the database, but for those on their way.
 *
 * @param domains in lower case
 */
public record KeptElsewhere(Set<String> domains) {

    /** All mail is here. */
    public static final KeptElsewhere NONE = new KeptElsewhere(Set.of());

    public KeptElsewhere {
        domains = Set.copyOf(domains);
    }

    /** Whether the mail of this domain is there. */
    public boolean has(String domain) {
        return domains.contains(domain.toLowerCase(Locale.ROOT));
    }

    /** A recipient at a BAL of ours, wherever its mail is. */
    public Recipient at(Bal bal, Optional<String> notifyOn, Optional<String> orcpt) {
        return has(bal.address().domain())
                ? new Recipient.Remote(bal.address(), notifyOn, orcpt)
                : new Recipient.Local(bal.address(), bal.id(), notifyOn, orcpt);
    }

    /** The same recipient, for a message that comes from a BAL of {@code domain}: the system there takes what its BAL send to others. */
    public Recipient from(String domain, Recipient to) {
        return has(domain) && to instanceof Recipient.Remote
                ? new Recipient.Remote(to.address(), domain.toLowerCase(Locale.ROOT), to.notifyOn(), to.orcpt())
                : to;
    }
}
