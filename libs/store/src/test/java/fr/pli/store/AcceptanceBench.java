package fr.pli.store;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.InsStatus;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaderReader;
import fr.pli.mss.MssHeaders;
import fr.pli.postgres.Database;
import fr.pli.postgres.LocalPostgres;
import fr.pli.postgres.LocalSettings;
import fr.pli.postgres.Pool;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many messages a second are accepted, durably, through {@link Acceptance}. Arguments: size in octets, clients, seconds. The spool and
 * the scan of the message are left out.
 */
final class AcceptanceBench {

    private static final int BALS = 1000;
    private static final Actor BENCH = new Actor("bench", "bench");

    private AcceptanceBench() {}

    public static void main(String[] args) throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(Path.of("target/bench"), LocalSettings.SMALL);
                Database database = Database.open(postgres.owner(), postgres.application(), Pool.STANDARD);
                Watches watches = new Watches(database)) {
            List<Bal> bals = bals(new Registry(database));
            for (int i = 0; i + 2 < args.length; i += 3) {
                run(
                        database,
                        watches,
                        bals,
                        Integer.parseInt(args[i]),
                        Integer.parseInt(args[i + 1]),
                        Integer.parseInt(args[i + 2]));
            }
        }
    }

    private static void run(Database database, Watches watches, List<Bal> bals, int size, int clients, int seconds)
            throws Exception {
        Acceptance acceptance = new Acceptance(database, watches);
        AtomicLong taken = new AtomicLong();
        AtomicLong longest = new AtomicLong();
        Cpu atStart = Cpu.now();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            for (int c = 0; c < clients; c++) {
                int client = c;
                work.add(threads.submit(() -> {
                    try (Content content = message(size)) {
                        for (int n = client; System.nanoTime() < end; n += 17) {
                            long before = System.nanoTime();
                            acceptance.take(delivery(content, bals.get(n % BALS)));
                            longest.accumulateAndGet(System.nanoTime() - before, Math::max);
                            taken.incrementAndGet();
                        }
                        return null;
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        Cpu used = Cpu.now().minus(atStart);
        System.out.printf(
                "size=%d clients=%d accepted/s=%.0f mean=%.2fms longest=%.1fms cpu here=%.2fms postgres=%.2fms%n",
                size,
                clients,
                taken.get() / elapsed,
                clients * elapsed * 1000 / taken.get(),
                longest.get() / 1e6,
                used.here / 1e6 / taken.get(),
                used.postgres / 1e6 / taken.get());
    }

    /** Processor time in nanoseconds, of this process and of all that PostgreSQL runs: what a busy machine cannot blur. */
    private record Cpu(long here, long postgres) {

        static Cpu now() {
            long postgres = ProcessHandle.allProcesses()
                    .filter(process -> process.info().command().orElse("").contains("target/bench"))
                    .mapToLong(process -> process.info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toNanos())
                    .sum();
            return new Cpu(
                    ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toNanos(),
                    postgres);
        }

        Cpu minus(Cpu other) {
            return new Cpu(here - other.here, postgres - other.postgres);
        }
    }

    private static Delivery delivery(Content content, Bal to) {
        Envelope envelope = Envelope.of(
                MssAddress.parse("marie.martin@bench.mssante.fr"), List.of(new Recipient.Local(to.address(), to.id())));
        MssHeaders headers = new MssHeaders(List.of("34112-3"), InsStatus.QUALIFIED, "DEV935997", false);
        return new Delivery(
                envelope,
                content,
                Optional.of(new MssHeaderReader.Reading(headers, List.of())),
                AuditEntry.done(BENCH, "submitted", "marie.martin@bench.mssante.fr"));
    }

    private static List<Bal> bals(Registry registry) throws RegistryException {
        if (!registry.domains().contains("bench.mssante.fr")) {
            registry.addDomain("bench.mssante.fr", BENCH);
            for (int i = 0; i < BALS; i++) {
                registry.create(
                        NewBal.per(new MssAddress("bal" + i, "bench.mssante.fr"), new IdNatPs("899700000001")), BENCH);
            }
        }
        return registry.list("bench.mssante.fr", "", BALS);
    }

    private static Content message(int size) throws IOException {
        ContentWriter writer = new ContentWriter(new Spool(Path.of(System.getProperty("java.io.tmpdir"))));
        writer.write("""
                From: Dr_Marie_MARTIN <marie.martin@bench.mssante.fr>
                To: labo@bench.mssante.fr
                Subject: XDM/1.0/DDM+CR d'examens biologiques VIAL Paul 26/11/1978
                Date: Tue, 24 Nov 2026 08:00:00 +0100
                Message-ID: <1@bench.mssante.fr>
                MIME-Version: 1.0
                Content-Type: application/zip; name=IHE_XDM.zip
                Content-Transfer-Encoding: base64

                """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        java.util.Random random = new java.util.Random(1);
        byte[] octets = new byte[57];
        while (writer.size() < size) {
            random.nextBytes(octets);
            writer.write((java.util.Base64.getEncoder().encodeToString(octets) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        return writer.finish();
    }
}
