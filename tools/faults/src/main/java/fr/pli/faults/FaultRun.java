package fr.pli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * One fault, some times, each at a random moment of a mixed load: submissions to one to three recipients by token and by certificate, APPEND,
 * flags and expunges, and intruders at the listeners. After each time everybody must get on with his work, and an audit must find nothing.
 */
final class FaultRun {

    private static final Duration TO_BEGIN = Duration.ofMinutes(1);
    private static final Duration TO_RECOVER = Duration.ofMinutes(2);
    private static final int LATEST_MS = 2_500;

    private final Fault fault;
    private final int times;
    private final Random random;
    private final Ledger ledger = new Ledger();
    private final Audit audit = new Audit(ledger);
    private final List<String> broken = new ArrayList<>();
    private int lost;
    private int duplicated;
    private long slowestNanos;

    FaultRun(Fault fault, int times, Random random) {
        this.fault = fault;
        this.times = times;
        this.random = random;
    }

    /**
     * What came of it.
     *
     * @param acknowledged messages that were answered 250 or OK
     * @param recovery the longest time from when it was whole again until every client had done his work once more
     * @param broken all that must not be; empty if all is well
     */
    record Outcome(
            String fault,
            int times,
            int acknowledged,
            int lost,
            int duplicated,
            int excuses,
            Duration recovery,
            List<String> broken) {}

    /** Does it, in a folder of its own that is gone afterwards; one that broke something is kept. */
    Outcome run() throws Exception {
        Path folder = Files.createTempDirectory(
                "pli-faults-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        try (fault;
                Site site = Site.start(folder, fault.prepare(folder))) {
            Post post = new Post(fault.name(), random);
            for (int n = 0; n < times && broken.isEmpty(); n++) {
                once(site, post);
                audit(site);
            }
        }
        if (broken.isEmpty()) {
            FileSystemUtils.deleteRecursively(folder);
        } else {
            broken.add("what is left of it: " + folder);
        }
        return new Outcome(
                fault.name(),
                times,
                ledger.acknowledgements(),
                lost,
                duplicated,
                ledger.excuses(),
                Duration.ofNanos(slowestNanos),
                List.copyOf(broken));
    }

    private void once(Site site, Post post) throws Exception {
        try (Load load = new Load(site.actors(post, ledger), ledger);
                Load _ = new Load(Map.of("intruder", site.intruder(ledger)), ledger)) {
            List<String> idle = load.awaitAll(TO_BEGIN);
            pass(Duration.ofMillis(random.nextInt(LATEST_MS)));
            fault.strike(site, random);
            pass(fault.lasts(random));
            fault.heal(site);
            long whole = System.nanoTime();
            List<String> late = load.awaitAll(TO_RECOVER);
            slowestNanos = Math.max(slowestNanos, System.nanoTime() - whole);
            idle.forEach(actor -> broken.add("before the fault nothing came of " + actor));
            late.forEach(actor -> broken.add("after the fault nothing came of " + actor));
        }
    }

    private void audit(Site site) throws IOException, SQLException {
        try (Connection connection = site.database()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT"); // so that the WAL of a run does not fill a small volume by itself
            }
            Findings findings = audit.run(connection);
            lost += findings.lost();
            duplicated += findings.duplicated();
            broken.addAll(findings.all());
            broken.addAll(ledger.complaints());
        }
    }

    /** Lets time pass in which the load is as it is. */
    private static void pass(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
