package fr.pli.operator.rules;

import fr.pli.exchange.TrustSpace;
import fr.pli.mss.MssAddress;
import fr.pli.registry.Bal;
import fr.pli.registry.BalState;
import fr.pli.registry.Registry;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Acceptance;
import fr.pli.store.KeptElsewhere;
import fr.pli.store.Recipient;
import java.util.Optional;

/** To whom a message may go: to a BAL of ours that is open and has room, and to the domains of the trust space. */
public final class RecipientRule {

    private final Registry registry;
    private final Acceptance acceptance;
    private final TrustSpace trust;
    private final KeptElsewhere kept;
    private final Postmaster postmaster;
    private final long mostForPatients;

    /** @param mostForPatients octets that the operator of the patients takes */
    public RecipientRule(
            Registry registry,
            Acceptance acceptance,
            TrustSpace trust,
            KeptElsewhere kept,
            Postmaster postmaster,
            long mostForPatients) {
        this.registry = registry;
        this.acceptance = acceptance;
        this.trust = trust;
        this.kept = kept;
        this.postmaster = postmaster;
        this.mostForPatients = mostForPatients;
    }

    /** Who hears what is written to postmaster. */
    Postmaster postmaster() {
        return postmaster;
    }

    /**
     * Whether it is written to a postmaster for whom no BAL stands: the folder takes it.
     *
     * @throws SmtpRefusal if the folder is full
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach
     */
    boolean isForFolder(MssAddress to) throws SmtpRefusal {
        boolean named = isPostmaster(to) && find(to).isEmpty();
        if (named) {
            postmaster.requireRoom();
        }
        return named;
    }

    /**
     * A BAL of ours, or somebody at another operator.
     *
     * @param octets as announced; 0 if not
     * @throws SmtpRefusal if the message may not go there
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach
     */
    Recipient any(MssAddress to, RcptParameters asked, long octets) throws SmtpRefusal {
        Optional<Bal> bal = find(to);
        if (bal.isPresent() || isOurs(to)) {
            return local(bal, asked, octets);
        }
        trust.require(to.domain());
        if (isTooBig(to, octets)) {
            throw Refusals.TOO_BIG_FOR_PATIENTS.refusal();
        }
        return new Recipient.Remote(to, asked.notifyOn(), asked.orcpt());
    }

    /**
     * As {@link #any}, for what a BAL sends: what leaves a domain that an existing system keeps is that system's to send.
     *
     * @param from the domain of the BAL
     */
    Recipient any(String from, MssAddress to, RcptParameters asked, long octets) throws SmtpRefusal {
        return kept.from(from, any(to, asked, octets));
    }

    /** A BAL of ours. @throws SmtpRefusal if there is none, or the message may not go there */
    Recipient local(MssAddress to, RcptParameters asked, long octets) throws SmtpRefusal {
        Optional<Bal> bal = find(to);
        if (bal.isEmpty() && !isOurs(to)) {
            throw Refusals.RELAYING.refusal();
        }
        return local(bal, asked, octets);
    }

    /** Whether a message of this size is more than the operator of the patients takes. Spec: mon-espace-sante.md section 4. */
    boolean isTooBig(MssAddress to, long octets) {
        return to.isIn(MssAddress.PATIENT_DOMAIN) && octets >= mostForPatients;
    }

    private Recipient local(Optional<Bal> found, RcptParameters asked, long octets) throws SmtpRefusal {
        Bal bal = found.orElseThrow(() -> Refusals.BAL_UNKNOWN.refusal());
        if (!bal.state().isOpen()) {
            throw Refusals.BAL_SUSPENDED.refusal();
        }
        if (!kept.has(bal.address().domain()) && !acceptance.hasRoom(bal, octets)) {
            throw Refusals.BAL_FULL.refusal();
        }
        return kept.at(bal, asked.notifyOn(), asked.orcpt());
    }

    /** The BAL of that address; of a postmaster without one of his own, the one that stands for him. */
    private Optional<Bal> find(MssAddress to) {
        Optional<Bal> bal = registered(to);
        return bal.isPresent() || !isPostmaster(to) ? bal : postmaster.address().flatMap(this::registered);
    }

    /** Asks for our domains only where the name is the postmaster's. */
    private boolean isPostmaster(MssAddress to) {
        return Postmaster.isName(to.local()) && postmaster.isAt(to.domain(), registry.domains());
    }

    private Optional<Bal> registered(MssAddress address) {
        return registry.find(address).filter(bal -> bal.state() != BalState.DELETED);
    }

    private boolean isOurs(MssAddress to) {
        return registry.domains().contains(to.domain());
    }
}
