package fr.pli.store;

import fr.pli.imap.mail.Account;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreRefusedException;
import fr.pli.postgres.Database;
import fr.pli.registry.Bal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes messages, each whole by one commit: the body once, a row in the INBOX of each local recipient, a row in the queue for each remote one,
 * the rows of the indicators and the line of audit. When {@link #take} returns, all of it is on disk; when it throws, none of it is kept.
 */
public final class Acceptance {

    private final Database database;
    private final Deposits deposits;
    private final Watches watches;
    private final Roomy roomy = new Roomy(System::nanoTime);

    /** With {@link BalLimits#STANDARD}. */
    public Acceptance(Database database, Watches watches) {
        this(database, watches, BalLimits.STANDARD);
    }

    /** @param watches who is told of the new messages */
    public Acceptance(Database database, Watches watches, BalLimits limits) {
        this.database = database;
        this.deposits = new Deposits(database, limits);
        this.watches = watches;
    }

    /**
     * Takes a message for all its recipients. One with an {@link Origin} is taken once for each, however often it comes.
     *
     * @return its number: what the client is told, and the MAIL_ID of the indicators
     * @throws NotTakenException if a recipient's quota is used up or his BAL was deleted
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach; should the connection have broken in the moment of the
     *     commit, the message may have been taken all the same, and a second try takes it twice if it has no origin
     * @throws fr.pli.mss.StoreRefusedException if the database refuses what the message holds
     */
    public long take(Delivery delivery) throws NotTakenException {
        try {
            Deposit.Deposited done = deposits.deliver(delivery);
            done.places().forEach(place -> watches.changed(place.box()));
            return done.mail();
        } catch (Deposit.Refused refusal) {
            throw explained(delivery.envelope(), refusal.places());
        } catch (StoreRefusedException e) {
            if (delivery.origin().isPresent()) {
                return takeAgain(delivery, delivery.origin().get(), e);
            }
            throw e;
        }
    }

    /** For those who do not have it from a time before; if all have it, nothing is left to do. */
    private long takeAgain(Delivery delivery, Origin origin, StoreRefusedException failure) throws NotTakenException {
        Map<MssAddress, Long> known =
                Seen.find(database, origin, delivery.envelope().recipients());
        if (known.isEmpty()) {
            throw failure;
        }
        List<Recipient> others = delivery.envelope().recipients().stream()
                .filter(to -> !known.containsKey(to.address()))
                .toList();
        return others.isEmpty() ? known.values().iterator().next() : take(delivery.to(others));
    }

    /**
     * Whether a BAL has room for a message: to be asked at RCPT TO, when the client is best told.
     *
     * @param octets as announced by SIZE; 0 if not announced
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach
     */
    public boolean hasRoom(Bal bal, long octets) {
        if (bal.quota() == 0 || bal.quota() >= Roomy.MUCH && roomy.has(bal.id())) {
            return true;
        }
        Account.Quota quota = database.run(jdbc -> MailboxRows.quota(jdbc, bal.id()));
        roomy.saw(bal.id(), quota.limit() - quota.used());
        return !quota.isExceededBy(octets);
    }

    private static NotTakenException explained(Envelope envelope, List<Deposit.Place> places) {
        Map<Long, Deposit.Place> found =
                places.stream().collect(Collectors.toMap(Deposit.Place::bal, Function.identity()));
        List<MssAddress> full = new ArrayList<>();
        List<MssAddress> gone = new ArrayList<>();
        for (Recipient.Local local : envelope.locals()) {
            Deposit.Place place = found.get(local.bal());
            if (place == null) {
                gone.add(local.address());
            } else if (place.full()) {
                full.add(local.address());
            }
        }
        return new NotTakenException(full, gone);
    }
}
