package fr.pli.store;

import fr.pli.mss.MssAddress;
import fr.pli.postgres.Sql;
import fr.pli.registry.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * deposit.sql with its parameters: some messages that go into mailboxes of one name. What belongs to a message, a recipient or a body
 * is an array each; the latter two name their message by its number, from 1.
 */
final class DepositStatement {

    private static final String STATEMENT = Sql.named(DepositStatement.class, "deposit");

    private final List<Deposit> deposits;
    private final Map<String, @Nullable Object> parameters = new HashMap<>();

    DepositStatement(Folder folder, List<Deposit> deposits, BalLimits limits) {
        this.deposits = deposits;
        set("mostMessages", limits.messages());
        set("mailbox", folder.mailbox().value());
        set("flags", folder.flags().bits());
        set("keywords", Sql.texts(folder.flags().keywords()));
        set(
                "internalDate",
                folder.internalDate().map(date -> date.atOffset(ZoneOffset.UTC)).orElse(null));
        setMessages();
        setRecipients();
        setBodies();
        set("mail", null);
        set("freed", 0L);
    }

    /** The body of the only message is there already, as this mail. */
    DepositStatement withBody(long mail) {
        set("mail", mail);
        return this;
    }

    /** A message of that size was removed before, in the same transaction: as much may come, however full the BAL is. */
    DepositStatement afterFreeing(long octets) {
        set("freed", octets);
        return this;
    }

    /** Does it; tells what came of each message, in order. */
    List<Outcome> run(JdbcClient jdbc) {
        Map<Integer, List<Deposit.Place>> places = new HashMap<>();
        Map<Integer, Long> mails = new HashMap<>();
        jdbc.sql(STATEMENT).params(parameters).query(row -> {
            int number = row.getInt("number");
            List<Deposit.Place> its = places.computeIfAbsent(number, _ -> new ArrayList<>());
            if (row.getObject("bal_id") != null) {
                its.add(place(row));
            }
            if (row.getObject("mail_id") != null) {
                mails.put(number, row.getLong("mail_id"));
            }
        });
        List<Outcome> outcomes = new ArrayList<>();
        for (int number = 1; number <= deposits.size(); number++) {
            Long mail = mails.get(number);
            outcomes.add(new Outcome(
                    mail == null ? OptionalLong.empty() : OptionalLong.of(mail),
                    places.getOrDefault(number, List.of())));
        }
        return outcomes;
    }

    private void setMessages() {
        set(
                "size",
                Sql.ints(deposits.stream()
                        .mapToInt(each -> (int) each.content().spool().size())
                        .toArray()));
        set("sha256", octets(each -> each.content().spool().sha256()));
        set("messageId", texts(each -> each.content().index().header("Message-ID")));
        set("index", octets(each -> each.content().index().encode()));
        set("sender", texts(each -> each.envelope().map(Envelope::senderText)));
        set("eightBit", flags(Envelope::eightBit));
        set("smtpUtf8", flags(Envelope::smtpUtf8));
        set("ret", texts(each -> each.envelope().flatMap(Envelope::ret)));
        set("envid", texts(each -> each.envelope().flatMap(Envelope::envid)));
        set("ins", texts(each -> each.emitted().map(it -> it.headers().ins().letter())));
        set(
                "codes",
                texts(each ->
                        each.emitted().map(it -> String.join(",", it.headers().codes()))));
        set("nil", texts(each -> each.emitted().map(it -> it.headers().nil())));
        set(
                "anomalies",
                texts(each -> each.emitted()
                        .map(it -> it.anomalies().stream().map(Enum::name).collect(Collectors.joining(",")))));
        set("action", texts(each -> each.audit().map(AuditEntry::action)));
        set("who", texts(each -> each.audit().map(entry -> entry.actor().who())));
        set("auditBal", texts(each -> each.audit().map(AuditEntry::bal)));
        set("session", texts(each -> each.audit().map(entry -> entry.actor().session())));
        set("reason", texts(each -> each.audit().map(AuditEntry::reason)));
    }

    private void setRecipients() {
        Rows<Long> locals = new Rows<>();
        Rows<Recipient> remotes = new Rows<>();
        Rows<Recipient> emitted = new Rows<>();
        Rows<MssAddress> authors = new Rows<>();
        Rows<byte[]> keys = new Rows<>();
        for (int i = 0; i < deposits.size(); i++) {
            Deposit deposit = deposits.get(i);
            locals.add(i + 1, deposit.bals());
            remotes.add(i + 1, deposit.envelope().map(Envelope::queued).orElse(List.of()));
            keys.add(i + 1, deposit.keys());
            authors.add(i + 1, deposit.authors());
            if (deposit.emitted().isPresent()) {
                emitted.add(i + 1, deposit.envelope().map(Envelope::recipients).orElse(List.of()));
            }
        }
        Set<Long> bals = new HashSet<>(locals.values);
        set("bals", Sql.longs(bals));
        set("localOf", locals.numbers());
        set("local", Sql.longs(locals.values));
        set("remoteOf", remotes.numbers());
        set("remote", remotes.texts(to -> Optional.of(to.address().toString())));
        set("remoteDomain", remotes.texts(to -> Optional.of(queue(to))));
        set("notifyOn", remotes.texts(Recipient::notifyOn));
        set("orcpt", remotes.texts(Recipient::orcpt));
        set(
                "delivered",
                new SqlArrayValue(
                        "boolean",
                        remotes.values.stream()
                                .map(Recipient.Local.class::isInstance)
                                .toArray()));
        set("emittedOf", emitted.numbers());
        set("emittedTo", emitted.texts(to -> Optional.of(to.address().toString())));
        set("authorOf", authors.numbers());
        set("author", authors.texts(author -> Optional.of(author.toString())));
        set("seenOf", keys.numbers());
        set("seen", octets(keys.values));
    }

    /** The domain that a recipient waits for. */
    private static String queue(Recipient to) {
        return to instanceof Recipient.Remote remote
                ? remote.via()
                : to.address().domain();
    }

    private void setBodies() {
        boolean alone = deposits.size() == 1;
        Rows<byte[]> bodies = new Rows<>();
        for (int i = 0; i < deposits.size() && !alone; i++) {
            bodies.add(i + 1, List.of(deposits.get(i).body()));
        }
        set(
                "body",
                alone && deposits.getFirst().isOnePiece() ? deposits.getFirst().body() : null);
        set("bodyOf", bodies.numbers());
        set("bodies", octets(bodies.values));
    }

    private static Deposit.Place place(ResultSet row) throws SQLException {
        return new Deposit.Place(
                row.getLong("bal_id"),
                row.getLong("mailbox_id"),
                row.getLong("uidvalidity"),
                row.getInt("uid"),
                row.getBoolean("is_full"));
    }

    private SqlArrayValue octets(Function<Deposit, byte[]> column) {
        return octets(deposits.stream().map(column).toList());
    }

    private static SqlArrayValue octets(List<byte[]> values) {
        return new SqlArrayValue("bytea", (Object[]) values.toArray(byte[][]::new));
    }

    private SqlArrayValue texts(Function<Deposit, Optional<String>> column) {
        return Sql.texts(deposits.stream()
                .map(each -> column.apply(each).map(DepositStatement::kept).orElse(null))
                .toList());
    }

    /** PostgreSQL keeps no NUL in a text, and a message is not refused for one in its Message-ID. */
    private static String kept(String text) {
        return text.replace("\0", "");
    }

    private SqlArrayValue flags(Function<Envelope, Boolean> column) {
        return new SqlArrayValue(
                "boolean",
                deposits.stream()
                        .map(each -> each.envelope().map(column).orElse(false))
                        .toArray());
    }

    private void set(String name, @Nullable Object value) {
        parameters.put(name, value);
    }

    /** Rows that belong to messages: for each the number of its message and a value. */
    private static final class Rows<T> {

        private final List<Integer> numbers = new ArrayList<>();
        private final List<T> values = new ArrayList<>();

        void add(int number, List<? extends T> some) {
            for (T value : some) {
                numbers.add(number);
                values.add(value);
            }
        }

        SqlArrayValue numbers() {
            return Sql.ints(numbers.stream().mapToInt(Integer::intValue).toArray());
        }

        SqlArrayValue texts(Function<T, Optional<String>> column) {
            return Sql.texts(values.stream()
                    .map(each -> column.apply(each).map(DepositStatement::kept).orElse(null))
                    .toList());
        }
    }

    /**
     * What came of a message.
     *
     * @param mail its number; empty where it was refused
     */
    record Outcome(OptionalLong mail, List<Deposit.Place> places) {

        /** Whether it was refused because a BAL has no room. */
        boolean isFull() {
            return mail.isEmpty() && places.stream().anyMatch(Deposit.Place::full);
        }

        Deposit.Deposited orElseThrow() throws Deposit.Refused {
            return new Deposit.Deposited(mail.orElseThrow(() -> new Deposit.Refused(places)), places);
        }
    }
}
