package fr.pli.faults;

import fr.pli.prosanteconnect.Lifetimes;
import fr.pli.prosanteconnect.Options;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.sandbox.LineClient;
import fr.pli.sandbox.Neighbour;
import fr.pli.sandbox.OperatorClient;
import fr.pli.sandbox.OperatorConnections;
import fr.pli.sandbox.OperatorProcess;
import fr.pli.sandbox.Sandbox;
import fr.pli.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Two operators, mail from one to the other, and kill -9 of either, of its PostgreSQL, or of all: each message that the first one acknowledged lies
 * once with each recipient at the second, or comes back once as a notice if there is no such BAL. {@link ExchangeAudit} looks.
 */
final class ExchangeRun {

    /** Its name on the command line and in the table. */
    static final String NAME = "exchange";

    private static final String SENDER = "899700000017";
    private static final String FROM = "marie.martin@sandbox.mssante.fr";
    private static final int SENDERS = 4;
    private static final int LATEST_MS = 3_000;
    private static final Duration TO_BEGIN = Duration.ofMinutes(1);
    private static final Duration TO_RECOVER = Duration.ofMinutes(2);
    private static final Duration TO_ARRIVE = Duration.ofMinutes(3);
    private static final long GLANCE_MS = 250;
    private static final List<Victim> ALL = List.of(Victim.values());
    private static final Lifetimes A_DAY =
            new Lifetimes(Duration.ofHours(24), Duration.ofHours(24), Duration.ofHours(24), Duration.ofHours(24));

    private final int times;
    private final Random random;
    private final Ledger ledger = new Ledger();
    private final List<String> broken = new ArrayList<>();
    private long slowestNanos;
    private int lost;
    private int duplicated;

    ExchangeRun(int times, Random random) {
        this.times = times;
        this.random = random;
    }

    /** Whom it strikes. */
    private enum Victim {
        HERE,
        THERE,
        BOTH,
        POSTGRES_HERE,
        POSTGRES_THERE
    }

    /** Does it, in a folder of its own that is gone afterwards; one that broke something is kept. */
    FaultRun.Outcome run() throws Exception {
        Path folder = Files.createTempDirectory(
                "pli-faults-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        Options usual = Options.defaults();
        Options patient = new Options(
                "localhost", 0, 0, 0, A_DAY, usual.serviceProviders(), usual.professionals(), Optional.empty());
        Map<String, String> keys = Map.of("pli.edc.retry.first", "1s", "pli.limits.sessions-per-bal", "1000");
        SandboxSettings settings = new SandboxSettings(keys, OperatorProcess.QUICK, Map.of(), patient);
        try (Sandbox here = Sandbox.start(folder, settings);
                Neighbour there = here.startNeighbour()) {
            Post post = new Post(NAME, random);
            for (int n = 0; n < times && broken.isEmpty(); n++) {
                once(here, there, post);
                audit(folder, here, there);
            }
        }
        if (broken.isEmpty()) {
            FileSystemUtils.deleteRecursively(folder);
        } else {
            broken.add("what is left of it: " + folder);
        }
        return new FaultRun.Outcome(
                NAME,
                times,
                ledger.acknowledgements(),
                lost,
                duplicated,
                ledger.excuses(),
                Duration.ofNanos(slowestNanos),
                List.copyOf(broken));
    }

    private void once(Sandbox here, Neighbour there, Post post) throws Exception {
        try (Load load = new Load(senders(here, post), ledger)) {
            load.awaitAll(TO_BEGIN).forEach(one -> broken.add("before the fault nothing came of " + one));
            pass(random.nextInt(LATEST_MS));
            strike(here, there, ALL.get(random.nextInt(ALL.size())));
            long whole = System.nanoTime();
            load.awaitAll(TO_RECOVER).forEach(one -> broken.add("after the fault nothing came of " + one));
            slowestNanos = Math.max(slowestNanos, System.nanoTime() - whole);
            pass(random.nextInt(LATEST_MS));
        }
    }

    private void strike(Sandbox here, Neighbour there, Victim victim) throws Exception {
        switch (victim) {
            case HERE -> {
                here.operator().kill();
                here.startOperatorAgain();
            }
            case THERE -> {
                there.operator().kill();
                pass(random.nextInt(LATEST_MS)); // the first one finds nobody
                there.startAgain();
            }
            case BOTH -> {
                here.operator().kill();
                there.operator().kill();
                here.startOperatorAgain();
                there.startAgain();
            }
            case POSTGRES_HERE -> postgres(here.folder(), "operator").kill();
            case POSTGRES_THERE -> postgres(here.folder(), "neighbour").kill();
        }
    }

    private void audit(Path folder, Sandbox here, Neighbour there) throws Exception {
        if (!arrived(here) || !arrived(there)) {
            broken.add("after " + TO_ARRIVE + " something still waits in a queue");
        }
        try (Connection sender = connect(folder, "operator");
                Connection recipient = connect(folder, "neighbour")) {
            Findings findings = new ExchangeAudit(ledger, FROM).run(sender, recipient);
            lost += findings.lost();
            duplicated += findings.duplicated();
            broken.addAll(findings.all());
            broken.addAll(ledger.complaints());
        }
    }

    /** Waits until nothing waits any more. */
    private static boolean arrived(Sandbox here) throws Exception {
        try (OperatorClient api = here.api()) {
            return arrived(api);
        }
    }

    private static boolean arrived(Neighbour there) throws Exception {
        try (OperatorClient api = there.api()) {
            return arrived(api);
        }
    }

    private static boolean arrived(OperatorClient api) throws Exception {
        long end = System.nanoTime() + TO_ARRIVE.toNanos();
        while (System.nanoTime() < end) {
            if (api.get("/api/v1/queue").contains("\"recipients\":0")) {
                return true;
            }
            pass(GLANCE_MS);
        }
        return false;
    }

    private Map<String, Actor> senders(Sandbox here, Post post) {
        String token = here.psc().token(TokenKind.GOOD, SENDER);
        List<String> to = ExchangeAudit.RECIPIENTS;
        Map<String, Actor> actors = new HashMap<>();
        for (int n = 0; n < SENDERS; n++) {
            actors.put("sender-" + n, new Submitter(FROM, to, () -> submission(here, token), n % 2 == 0, post, ledger));
        }
        return actors;
    }

    private static LineClient submission(Sandbox here, String token) throws IOException {
        LineClient client =
                new OperatorConnections(here.operator(), here.trust()).submissions("persons", Optional.empty());
        try {
            String reply = client.smtp("AUTH XOAUTH2 " + LineClient.xoauth2(FROM, token));
            Temporary.smtp(reply.startsWith("334") ? client.smtp("") : reply, "235");
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private static Postgres postgres(Path folder, String operator) throws IOException {
        return Postgres.of(folder.resolve(operator).resolve("data/postgres"));
    }

    private static Connection connect(Path folder, String operator) throws IOException, SQLException {
        return postgres(folder, operator).connect();
    }

    private static void pass(long millis) throws InterruptedException {
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
