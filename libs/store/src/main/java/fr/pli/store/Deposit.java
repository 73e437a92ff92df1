package fr.pli.store;

import fr.pli.imap.Content;
import fr.pli.imap.Flags;
import fr.pli.imap.MailboxName;
import fr.pli.imap.StoreUnavailableException;
import fr.pli.mss.MssHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * One message on its way into mailboxes and queue: the parameters of deposit.sql. A small message goes with its body in that one
 * statement, a round trip with its own commit; of a larger one the pieces go before, in the same transaction.
 */
final class Deposit {

    private static final String STATEMENT = Sql.named("deposit");
    private static final long ONE_STATEMENT = 1024 * 1024;

    private final Content content;
    private final Map<String, @Nullable Object> parameters = new HashMap<>();
    private OptionalLong counted = OptionalLong.empty();

    /** For nobody, so far. */
    Deposit(Content content) {
        this.content = content;
        set("size", (int) content.spool().size());
        set("sha256", content.spool().sha256());
        set("messageId", content.index().header("Message-ID").orElse(null));
        set("index", content.index().encode());
        set("mailId", null);
        set("pieces", new SqlArrayValue("bytea", (Object[]) new byte[0][]));
        set("sender", "");
        into(MailboxName.INBOX, List.of(), Flags.NONE, Optional.empty());
        remotes(List.of());
        set("eightBit", false);
        set("smtpUtf8", false);
        set("ret", null);
        set("envid", null);
        set("emittedTo", Sql.texts(List.of()));
        set("ins", "");
        set("codes", Sql.texts(List.of()));
        set("nil", "");
        set("who", "");
        set("action", "");
        set("auditBal", "");
        set("session", "");
        set("reason", "");
    }

    /**
     * Into the mailbox of that name of each BAL.
     *
     * @param internalDate now, if empty
     */
    Deposit into(MailboxName mailbox, Collection<Long> bals, Flags flags, Optional<Instant> internalDate) {
        set("mailbox", mailbox.value());
        set("bals", Sql.longs(Set.copyOf(bals)));
        set("flags", flags.bits());
        set("keywords", Sql.texts(flags.keywords()));
        set(
                "internalDate",
                internalDate.map(date -> date.atOffset(ZoneOffset.UTC)).orElse(null));
        return this;
    }

    /** One at a time for this BAL: of two that go into two of its mailboxes at once, not both are the last one that its quota allows. */
    Deposit counted(long bal) {
        counted = OptionalLong.of(bal);
        return this;
    }

    /** For the remote recipients too. */
    Deposit queued(Envelope envelope) {
        set("sender", envelope.senderText());
        set("eightBit", envelope.eightBit());
        set("smtpUtf8", envelope.smtpUtf8());
        set("ret", envelope.ret().orElse(null));
        set("envid", envelope.envid().orElse(null));
        remotes(envelope.remotes());
        return this;
    }

    /** With a row of indicators for each recipient. */
    Deposit indicated(Envelope envelope, MssHeaders headers) {
        set(
                "emittedTo",
                Sql.texts(envelope.recipients().stream()
                        .map(to -> to.address().toString())
                        .toList()));
        set("ins", headers.ins().letter());
        set("codes", Sql.texts(headers.codes()));
        set("nil", headers.nil());
        return this;
    }

    /** With a line of audit. */
    Deposit audited(AuditEntry entry) {
        set("who", entry.actor().who());
        set("action", entry.action());
        set("auditBal", entry.bal());
        set("session", entry.actor().session());
        set("reason", entry.reason());
        return this;
    }

    /**
     * Does it, with the commit.
     *
     * @return the mailboxes that it went into
     * @throws Refused if one of the BAL has no such mailbox or no room; nothing was done
     */
    Deposited commit(Database database) throws Refused {
        try (InputStream octets = content.spool().open()) {
            boolean small = content.spool().size() <= ONE_STATEMENT;
            if (small) {
                set("pieces", new SqlArrayValue("bytea", (Object[]) Body.pieces(octets)));
            }
            if (small && counted.isEmpty()) {
                return database.run(this::run);
            }
            return database.transaction(jdbc -> {
                if (!small) {
                    set("mailId", Body.write(jdbc, octets));
                }
                counted.ifPresent(bal -> MailTree.lockBal(jdbc, bal));
                return run(jdbc);
            });
        } catch (IOException | UncheckedIOException e) {
            throw new StoreUnavailableException("the message that came in cannot be read again", e);
        }
    }

    private Deposited run(JdbcClient jdbc) throws Refused {
        List<Place> places = new ArrayList<>();
        OptionalLong mail = jdbc.sql(STATEMENT).params(parameters).query((ResultSetExtractor<OptionalLong>) rows -> {
            OptionalLong number = OptionalLong.empty();
            while (rows.next()) {
                if (rows.getObject("bal_id") != null) {
                    places.add(place(rows));
                }
                if (rows.getObject("mail_id") != null) {
                    number = OptionalLong.of(rows.getLong("mail_id"));
                }
            }
            return number;
        });
        return new Deposited(mail.orElseThrow(() -> new Refused(places)), places);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getLong("bal_id"),
                row.getLong("mailbox_id"),
                row.getLong("uidvalidity"),
                row.getInt("uid"),
                row.getBoolean("is_full"));
    }

    private void remotes(List<Recipient.Remote> remotes) {
        set(
                "remote",
                Sql.texts(remotes.stream().map(to -> to.address().toString()).toList()));
        set(
                "remoteDomain",
                Sql.texts(remotes.stream().map(to -> to.address().domain()).toList()));
        set(
                "notifyOn",
                Sql.texts(remotes.stream().map(to -> to.notifyOn().orElse(null)).toList()));
        set(
                "orcpt",
                Sql.texts(remotes.stream().map(to -> to.orcpt().orElse(null)).toList()));
    }

    private void set(String name, @Nullable Object value) {
        parameters.put(name, value);
    }

    /** A mailbox that the message goes into; {@code uid} means nothing where it was refused. */
    record Place(long bal, long mailbox, long uidValidity, int uid, boolean full) {}

    /** It was done: the number of the mail, and where it is. */
    record Deposited(long mail, List<Place> places) {}

    /** It was not done. A BAL that is not among the places has no such mailbox, or is deleted. */
    static final class Refused extends Exception {

        private final List<Place> places;

        Refused(List<Place> places) {
            super("refused", null, false, false);
            this.places = places;
        }

        List<Place> places() {
            return places;
        }
    }
}
