package fr.pli.store;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.registry.BalState;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The row of a BAL, locked until the transaction ends: its state and its quota stay as they are. Whoever adds, changes or removes mail
 * locks it first and then mailboxes (decision 0808); deposit.sql does the same for deliveries.
 */
final class LockedBal {

    private final JdbcClient jdbc;
    private final long id;
    private final BalState state;
    private final long quota;

    private LockedBal(JdbcClient jdbc, long id, BalState state, long quota) {
        this.jdbc = jdbc;
        this.id = id;
        this.state = state;
        this.quota = quota;
    }

    /** For whoever changes or removes messages: others may do so too, and nobody changes the BAL. */
    static LockedBal share(JdbcClient jdbc, long bal) {
        return lock(jdbc, bal, "FOR SHARE");
    }

    /** For whoever changes mailboxes, or adds to them and counts what they all hold: nobody else adds meanwhile. */
    static LockedBal alone(JdbcClient jdbc, long bal) {
        return lock(jdbc, bal, "FOR NO KEY UPDATE");
    }

    private static LockedBal lock(JdbcClient jdbc, long bal, String how) {
        return jdbc.sql("SELECT state, quota FROM bal WHERE id = :bal " + how)
                .param("bal", bal)
                .query((row, number) ->
                        new LockedBal(jdbc, bal, BalState.valueOf(row.getString("state")), row.getLong("quota")))
                .single();
    }

    /** Whether its mail may be changed: it is neither suspended nor deleted. */
    boolean isOpen() {
        return state.isOpen();
    }

    /** @throws MailboxException CANNOT if it is suspended or deleted */
    LockedBal open() throws MailboxException {
        if (!isOpen()) {
            throw new MailboxException(Code.CANNOT, "BAL fermée / this BAL is closed");
        }
        return this;
    }

    /**
     * That there is room for more.
     *
     * @throws MailboxException OVERQUOTA if its octets would be too many, LIMIT if its messages would be
     */
    void requireRoom(long octets, long messages, BalLimits limits) throws MailboxException {
        Holds holds = jdbc.sql("SELECT octets, messages FROM bal_holds(:bal)")
                .param("bal", id)
                .query((row, number) -> new Holds(row.getLong("octets"), row.getLong("messages")))
                .single();
        if (quota > 0 && holds.octets + octets > quota) {
            throw new MailboxException(Code.OVERQUOTA, "the BAL is full");
        }
        if (holds.messages + messages > limits.messages()) {
            throw new MailboxException(Code.LIMIT, "at most " + limits.messages() + " messages in a BAL");
        }
    }

    private record Holds(long octets, long messages) {}
}
