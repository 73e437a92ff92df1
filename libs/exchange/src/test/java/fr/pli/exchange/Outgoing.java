package fr.pli.exchange;

import fr.pli.mime.ContentWriter;
import fr.pli.mime.MailReport;
import fr.pli.mime.MailReportReader;
import fr.pli.mime.Spool;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import fr.pli.smtp.RelaySettings;
import fr.pli.store.Acceptance;
import fr.pli.store.Delivery;
import fr.pli.store.Envelope;
import fr.pli.store.KeptElsewhere;
import fr.pli.store.Queue;
import fr.pli.store.QueuedMail;
import fr.pli.store.Recipient;
import fr.pli.store.Watches;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The way out with a real queue, for one domain of recipients and a scripted server. Its senders are at another operator, so that a DSN is queued too. */
final class Outgoing implements AutoCloseable {

    static final String TO = "ch-b.mssante.fr";
    static final String FROM = "ch-c.mssante.fr";
    static final RelayRules RULES = new RelayRules(
            2,
            0,
            4,
            Duration.ofMinutes(1),
            Duration.ofHours(4),
            1000,
            new Queue.Patience(Duration.ofHours(4), Duration.ofDays(5)));

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final InstantSource CLOCK = InstantSource.system();

    private final TestPostgres postgres = TestPostgres.fresh();
    private final Database database = postgres.open();
    private final Watches watches = new Watches(database);
    private final Registry registry = new Registry(database);
    private final Acceptance acceptance = new Acceptance(database, watches);
    private final Queue queue = new Queue(database, watches, "one");
    private final BackOff backOff = new BackOff(RULES.first(), RULES.longest(), CLOCK);
    private final Path folder;
    private final Dispatcher.Parts parts;
    private final Peers peers;

    Outgoing(Path folder, ScriptedPeer server, Supplier<Optional<ListeBlanche>> list)
            throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.parts = new Dispatcher.Parts(
                queue,
                registry,
                Space.rule(folder),
                Routes.of(Optional.empty(), 25, Map.of(TO, server.host())),
                RelaySettings.of("mss.pli.test", Space.tls(Space.OURS).getSocketFactory()),
                new TlsTrajectory(List.of("TLSv1.3"), Map.of(), CLOCK),
                folder,
                list,
                Optional.empty());
        this.peers = new Peers(
                parts.routes(), parts.relay(), parts.tls(), parts.peers(), Optional.empty(), backOff, 2, CLOCK);
    }

    /** A message is queued for a recipient who has this NOTIFY. */
    void put(String notify) throws Exception {
        put(Optional.of("a@" + FROM), notify, "");
    }

    /** A message is queued; {@code ret} is empty for none. */
    void put(Optional<String> from, String notify, String ret) throws Exception {
        put(from, notify, ret, "Bonjour\r\n");
    }

    void put(Optional<String> from, String notify, String ret, String body) throws Exception {
        Recipient to = new Recipient.Remote(MssAddress.parse("b@" + TO), Optional.of(notify), Optional.empty());
        Envelope envelope = new Envelope(
                from.map(MssAddress::parse),
                List.of(to),
                false,
                false,
                Optional.of(ret).filter(text -> !text.isEmpty()),
                Optional.of("env-1"));
        ContentWriter writer = new ContentWriter(new Spool(folder));
        writer.write(("Subject: x\r\nMessage-ID: <1@x>\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
        acceptance.take(new Delivery(
                envelope,
                writer.finish(),
                Optional.empty(),
                AuditEntry.done(new Actor("test", "s1"), "submitted", "a@" + FROM)));
    }

    /** From now on the sender is a BAL of ours. */
    Bal own() throws RegistryException {
        Actor admin = new Actor("admin", "s0");
        registry.addDomain(FROM, admin);
        return registry.create(NewBal.per(MssAddress.parse("a@" + FROM), new IdNatPs("899700000017")), admin);
    }

    void delete(Bal bal) throws RegistryException {
        registry.delete(bal.address(), new Actor("admin", "s0"));
    }

    /** Messages in the INBOX of a BAL of ours. */
    int received(Bal bal) throws SQLException {
        return Integer.parseInt(postgres.ask("SELECT count(*) FROM message WHERE bal_id = " + bal.id())
                .getFirst());
    }

    /** The queue cannot be reached, or can again. */
    void outage(boolean begins) throws SQLException {
        postgres.run(begins ? "ALTER TABLE queue RENAME TO away" : "ALTER TABLE away RENAME TO queue");
    }

    /** All that waits for the domain has waited so long already. */
    void waited(String interval) throws SQLException {
        postgres.run("UPDATE queue SET due_at = now(), queued_at = now() - interval '" + interval + "' WHERE domain = '"
                + TO + "'");
    }

    /** An administrator gives all of it up. */
    void giveUp() {
        queue.giveUp(TO);
    }

    /** A courier takes what is due. */
    void run() {
        DsnWriter dsns = new DsnWriter(
                "mss.pli.test",
                folder,
                registry,
                KeptElsewhere.NONE,
                queue,
                RULES.patience().giveUp(),
                RULES.largestWhole(),
                CLOCK);
        Courier.Post post = new Courier.Post(
                queue,
                peers,
                dsns,
                backOff,
                new Pace(0, CLOCK),
                parts.list(),
                KeptElsewhere.NONE,
                RULES,
                new RelayListener() {},
                CLOCK,
                new AtomicBoolean());
        new Courier(post, TO).run();
    }

    /** A dispatcher on the same queue. */
    Dispatcher dispatcher(RelayListener listener) {
        return Dispatcher.start(parts, RULES, listener, CLOCK);
    }

    /** What waits for the domain, by enhanced code of the last answer. */
    List<String> waiting() throws SQLException {
        return postgres.ask("SELECT coalesce(reply_enhanced, '') FROM queue WHERE domain = '" + TO + "'");
    }

    /** The DSN that were queued for the sender since the last look, as they would be sent. */
    List<String> sentBack() throws IOException {
        List<String> dsns = new ArrayList<>();
        for (QueuedMail mail : queue.claim(FROM, Queue.Claim.SENDABLE, 10, LEASE, RULES.patience())) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            queue.write(mail, octets);
            dsns.add(octets.toString(StandardCharsets.UTF_8));
        }
        return dsns;
    }

    /** Of those, what they say to machines: {@code failed 5.1.1}. */
    List<String> told() throws IOException {
        return sentBack().stream()
                .map(dsn -> MailReportReader.read(dsn.getBytes(StandardCharsets.UTF_8)))
                .map(report -> ((MailReport.Dsn) report).status().recipients().getFirst())
                .map(to -> to.action().value() + " " + to.status() + " " + to.diagnostic())
                .toList();
    }

    @Override
    public void close() {
        peers.close();
        watches.close();
        database.close();
    }
}
