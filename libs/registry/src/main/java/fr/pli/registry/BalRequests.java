package fr.pli.registry;

import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.postgres.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * BAL PER that wait for the word of their future holder (MSS 17). A request is known by the SHA-256 of a code that only he was sent, and is
 * answered once. Every method may throw {@link fr.pli.mss.StoreUnavailableException}.
 */
public final class BalRequests {

    private static final String COLUMNS =
            "id, address, holder, structure, description, liste_rouge, quota, contact, others, expires_at";

    private final Database database;
    private final Registry registry;

    public BalRequests(Database database, Registry registry) {
        this.database = database;
        this.registry = registry;
    }

    /**
     * A request that is open.
     *
     * @param others BAL in the name of the future holder, as the Annuaire had them
     */
    public record Request(long id, NewBal wanted, String contact, List<String> others, Instant expires) {}

    /**
     * Writes down a request together with the mail that asks.
     *
     * @return its number
     */
    public long add(
            NewBal wanted,
            List<String> others,
            byte[] codeSha256,
            Instant expires,
            ContactMails.Written mail,
            Actor by) {
        return database.transaction(jdbc -> {
            ContactMails.add(jdbc, mail);
            Registry.audit(jdbc, by, "bal-requested", wanted.address());
            return jdbc.sql("""
                    INSERT INTO bal_request (address, holder, structure, description, liste_rouge, quota, contact, others,
                                             code_sha256, asked_by, expires_at)
                    VALUES (:address, :holder, :structure, :description, :listeRouge, :quota, :contact, :others,
                            :code, :by, :expires)
                    RETURNING id
                    """)
                    .param("address", wanted.address().toString())
                    .param("holder", wanted.holder().map(IdNatPs::value).orElseThrow())
                    .param(
                            "structure",
                            wanted.structure().map(IdNatStruct::value).orElse(null))
                    .param("description", wanted.description())
                    .param("listeRouge", wanted.listeRouge())
                    .param("quota", wanted.quota())
                    .param("contact", mail.recipient())
                    .param("others", Sql.texts(others))
                    .param("code", codeSha256)
                    .param("by", by.who())
                    .param("expires", expires.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single();
        });
    }

    /** The open request of a code; empty if there is none, it was answered, or it is too late. */
    public Optional<Request> find(byte[] codeSha256, Instant now) {
        return database.run(jdbc -> find(jdbc, codeSha256, now, ""));
    }

    /**
     * The holder agrees: the BAL is created, and the code serves no more.
     *
     * @return empty if the request is not open
     * @throws RegistryException as {@link Registry#create}; the request stays open then
     */
    public Optional<Bal> confirm(byte[] codeSha256, Instant now) throws RegistryException {
        return registry.change(jdbc -> {
            Optional<Request> found = find(jdbc, codeSha256, now, "FOR UPDATE");
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Request request = found.get();
            Actor holder = new Actor(request.wanted().holder().orElseThrow().value(), "mss17");
            Bal bal = registry.create(jdbc, request.wanted(), holder);
            jdbc.sql("UPDATE bal SET contact = :contact WHERE id = :id")
                    .param("contact", request.contact())
                    .param("id", bal.id())
                    .update();
            answer(jdbc, request, true, now);
            return Optional.of(bal);
        });
    }

    /** The holder declines. @return whether the request was open */
    public boolean decline(byte[] codeSha256, Instant now) {
        return database.transaction(jdbc -> {
            Optional<Request> found = find(jdbc, codeSha256, now, "FOR UPDATE");
            found.ifPresent(request -> {
                Actor holder = new Actor(request.wanted().holder().orElseThrow().value(), "mss17");
                Registry.audit(jdbc, holder, "bal-declined", request.wanted().address());
                answer(jdbc, request, false, now);
            });
            return found.isPresent();
        });
    }

    private static Optional<Request> find(JdbcClient jdbc, byte[] codeSha256, Instant now, String lock) {
        return jdbc.sql("""
                SELECT %s FROM bal_request
                WHERE code_sha256 = :code AND answered_at IS NULL AND expires_at > :now
                %s
                """.formatted(COLUMNS, lock))
                .param("code", codeSha256)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(BalRequests::request)
                .optional();
    }

    private static void answer(JdbcClient jdbc, Request request, boolean confirmed, Instant now) {
        jdbc.sql("UPDATE bal_request SET answered_at = :now, confirmed = :confirmed WHERE id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("confirmed", confirmed)
                .param("id", request.id())
                .update();
    }

    private static Request request(ResultSet row, int number) throws SQLException {
        NewBal wanted = new NewBal(
                MssAddress.parse(row.getString("address")),
                BalType.PER,
                Optional.of(new IdNatPs(row.getString("holder"))),
                Optional.ofNullable(row.getString("structure")).map(IdNatStruct::new),
                row.getString("description"),
                row.getBoolean("liste_rouge"),
                row.getLong("quota"));
        return new Request(
                row.getLong("id"),
                wanted,
                row.getString("contact"),
                Arrays.asList((String[]) row.getArray("others").getArray()),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
