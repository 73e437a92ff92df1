package fr.pli.life;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.store.Acceptance;
import fr.pli.store.Delivery;
import fr.pli.store.Envelope;
import fr.pli.store.Lives;
import fr.pli.store.MailExport;
import fr.pli.store.MailSweep;
import fr.pli.store.Recipient;
import fr.pli.store.Watches;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An operator's BAL and what time does to them, on a database of its own. */
final class LifeHouse implements AutoCloseable {

    static final Actor ADMIN = new Actor("admin", "s0");
    private static final Path SPOOL = Path.of(System.getProperty("java.io.tmpdir"));

    final TestPostgres postgres = TestPostgres.fresh();
    final Database database = postgres.open();
    final Registry registry = new Registry(database);
    final Watches watches = new Watches(database);
    final Lives lives = new Lives(database, registry, watches);
    private final AtomicInteger count = new AtomicInteger();

    LifeHouse() throws Exception {
        registry.addDomain("ch-a.pli.mssante.fr", ADMIN);
    }

    @Override
    public void close() {
        watches.close();
        database.close();
    }

    LifeJob job(Optional<LifeExport> export, MssAddress... spared) {
        return new LifeJob(
                lives, Set.of(spared), LifeRules.DEFAULT, export, "pli.example", SPOOL, InstantSource.system());
    }

    LifeExport export(Path folder) {
        return new LifeExport(new MailExport(database), folder);
    }

    void sweep() {
        new MailSweep(database).run();
    }

    /** One that nobody has opened for so many days. */
    Bal idle(int days) throws Exception {
        MssAddress address = MssAddress.parse("b" + count.incrementAndGet() + "@ch-a.pli.mssante.fr");
        Bal bal = registry.create(NewBal.per(address, new IdNatPs("899700000017")), ADMIN);
        postgres.run("UPDATE bal SET created_at = now() - interval '%d days' WHERE id = %d".formatted(days, bal.id()));
        return bal;
    }

    /** One whose deletion is due, with a message. */
    Bal due() throws Exception {
        Bal bal = idle(400);
        deliver(bal);
        postgres.run("UPDATE bal SET state = 'NOTICE', notices = 3, noticed_at = now() - interval '8 days' WHERE id = "
                + bal.id());
        return bal;
    }

    void deliver(Bal bal) throws Exception {
        try (ContentWriter writer = new ContentWriter(new Spool(SPOOL))) {
            writer.write("Subject: dernier\r\n\r\nBonjour\r\n".getBytes(StandardCharsets.US_ASCII));
            try (Content content = writer.finish()) {
                new Acceptance(database, watches)
                        .take(new Delivery(
                                Envelope.of(bal.address(), List.of(new Recipient.Local(bal.address(), bal.id()))),
                                content,
                                Optional.empty(),
                                AuditEntry.done(
                                        ADMIN, "submitted", bal.address().toString())));
            }
        }
    }

    String state(Bal bal) throws Exception {
        return postgres.ask("SELECT state || notices FROM bal WHERE id = " + bal.id())
                .getFirst();
    }
}
