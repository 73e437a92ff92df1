package fr.pli.store;

import fr.pli.imap.Flags;
import fr.pli.imap.MailboxName;
import fr.pli.mss.MssAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes messages, each by one commit: the body once, a row in the INBOX of each local recipient, a row in the queue for each remote one,
 * the rows of the indicators and the line of audit. When {@link #take} returns, all of it is on disk; when it throws, none of it is kept.
 */
public final class Acceptance {

    private final Database database;
    private final Watches watches;

    /** @param watches who is told of the new messages */
    public Acceptance(Database database, Watches watches) {
        this.database = database;
        this.watches = watches;
    }

    /**
     * Takes a message for all its recipients.
     *
     * @return its number: what the client is told, and the MAIL_ID of the indicators
     * @throws NotTakenException if a recipient's quota is used up or his BAL was deleted
     * @throws fr.pli.imap.StoreUnavailableException if the database is out of reach; should the connection have broken in the moment of the
     *     commit, the message may have been taken all the same, and a second try takes it twice
     */
    public long take(Delivery delivery) throws NotTakenException {
        Envelope envelope = delivery.envelope();
        Deposit deposit = new Deposit(delivery.content())
                .into(
                        MailboxName.INBOX,
                        envelope.locals().stream().map(Recipient.Local::bal).toList(),
                        Flags.NONE,
                        Optional.empty())
                .queued(envelope)
                .audited(delivery.audit());
        delivery.emitted().ifPresent(headers -> deposit.indicated(envelope, headers));
        try {
            Deposit.Deposited done = deposit.commit(database);
            done.places().forEach(place -> watches.changed(place.mailbox()));
            return done.mail();
        } catch (Deposit.Refused refusal) {
            throw explained(envelope, refusal.places());
        }
    }

    /**
     * Whether a BAL has room for a message: to be asked at RCPT TO, when the client is best told.
     *
     * @param octets as announced by SIZE; 0 if not announced
     * @throws fr.pli.imap.StoreUnavailableException if the database is out of reach
     */
    public boolean hasRoom(long bal, long octets) {
        return database.run(jdbc -> jdbc.sql("""
                SELECT quota = 0 OR :octets + (SELECT coalesce(sum(size), 0) FROM mailbox WHERE bal_id = bal.id) <= quota
                FROM bal
                WHERE id = :bal
                """)
                .param("octets", octets)
                .param("bal", bal)
                .query(Boolean.class)
                .single());
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
