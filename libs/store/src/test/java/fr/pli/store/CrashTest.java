package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.mime.Content;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Database;
import fr.pli.postgres.LocalPostgres;
import fr.pli.postgres.LocalSettings;
import fr.pli.postgres.Pool;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void what_was_acknowledged_is_there_exactly_once_after_postgres_was_killed() throws Exception {
        TestPostgres.linkBinariesInto(folder);
        try (LocalPostgres postgres = LocalPostgres.start(folder, LocalSettings.SMALL);
                Database database = Database.open(postgres.owner(), postgres.application(), Pool.STANDARD);
                Watches watches = new Watches(database)) {
            List<Bal> bals = bals(new Registry(database));
            Acceptance acceptance = new Acceptance(database, watches);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> clients = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    String name = "client" + i;
                    clients.add(threads.submit(() -> send(acceptance, bals, name)));
                }
                for (int kill = 1; kill <= 2; kill++) {
                    int before = acknowledged.size();
                    await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 100);
                    killPostgres();
                }
                int before = acknowledged.size();
                await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 100);
                enough.set(true);
                for (Future<?> client : clients) {
                    client.get();
                }
            }
            try (Connection connection = TestPostgres.connect(postgres.owner())) {
                assertThat(read(connection, "SELECT DISTINCT message_id FROM mail"))
                        .containsAll(acknowledged);
                assertThat(read(connection, "SELECT message_id FROM mail GROUP BY message_id HAVING count(*) > 1"))
                        .isEmpty();
                assertThat(read(connection, HALF_DONE)).isEmpty();
                assertThat(read(connection, GAPS)).isEmpty();
            }
        }
    }

    /** Mails that lack a part of what one commit writes. */
    private static final String HALF_DONE = """
            SELECT mail.id FROM mail
            WHERE (SELECT count(*) FROM message WHERE mail_id = mail.id) <> 2
               OR (SELECT sum(length(octets)) FROM mail_body WHERE mail_id = mail.id) <> mail.size
               OR (SELECT count(*) FROM queue WHERE mail_id = mail.id) <> 1
               OR (SELECT count(*) FROM indicator WHERE mail_id = mail.id) <> 3
               OR (SELECT count(*) FROM audit WHERE mail_id = mail.id) <> 1
               OR mail.refs <> 3
            """;

    /** Mailboxes whose UIDs are not 1, 2, 3 and so on, or whose counts are wrong. */
    private static final String GAPS = """
            SELECT box.id FROM mailbox box
            WHERE (SELECT count(*) FROM message WHERE bal_id = box.bal_id AND mailbox_id = box.id) <> box.messages
               OR (SELECT coalesce(max(uid), 0) FROM message WHERE bal_id = box.bal_id AND mailbox_id = box.id) <> box.messages
               OR box.uidnext <> box.messages + 1
               OR (SELECT coalesce(sum(size), 0) FROM message WHERE bal_id = box.bal_id AND mailbox_id = box.id) <> box.size
            """;

    /** Sends message after message to two BAL and a remote recipient; what fails is not sent again. */
    private void send(Acceptance acceptance, List<Bal> bals, String name) {
        for (int n = 0; !enough.get(); n++) {
            String subject = name + "-" + n;
            try (Content content = Letters.about(subject)) {
                acceptance.take(Letters.from(
                        content,
                        Letters.to(bals.get(n % bals.size())),
                        Letters.to(bals.get((n + 1) % bals.size())),
                        Letters.to("x@ch-b.mssante.fr")));
                acknowledged.add("<" + subject + "@x>");
            } catch (StoreUnavailableException e) {
                Thread.onSpinWait();
            } catch (NotTakenException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void killPostgres() throws Exception {
        String pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static List<Bal> bals(Registry registry) throws RegistryException {
        registry.addDomain("ch-a.pli.mssante.fr", ADMIN);
        List<Bal> bals = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            MssAddress address = new MssAddress("bal" + i, "ch-a.pli.mssante.fr");
            bals.add(registry.create(NewBal.per(address, new IdNatPs("899700000001")), ADMIN));
        }
        return bals;
    }

    private static List<String> read(Connection connection, String query) throws Exception {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
