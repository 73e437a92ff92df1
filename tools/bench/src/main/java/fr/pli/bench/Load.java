package fr.pli.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Clients that do one thing over and over, each as soon as the last is done (a closed loop), until the time is up. */
final class Load {

    /** What is done over and over. */
    interface Step {

        /** Does it once. */
        void once() throws Exception;
    }

    /** Who does it; made and closed by its own thread. */
    interface Client extends Step, AutoCloseable {

        @Override
        void close() throws IOException;
    }

    /** Makes the client with this number. */
    interface Factory {
        Client client(int number) throws Exception;
    }

    /** What is waited for after the clients have stopped, so that all they caused is done too. */
    interface Settled {
        void await(long count) throws Exception;
    }

    private Load() {}

    /** Runs so many clients at once for so long, then waits for what they caused. */
    static Cell.Outcome run(Contender contender, int clients, Duration duration, Factory factory, Settled settled)
            throws Exception {
        Span span = Span.start(contender);
        long end = System.nanoTime() + duration.toNanos();
        List<Future<long[]>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int n = 0; n < clients; n++) {
                int number = n;
                running.add(threads.submit(() -> repeat(factory, number, end)));
            }
        }
        List<long[]> all = new ArrayList<>();
        for (Future<long[]> one : running) {
            all.add(one.get());
        }
        long[] latencies = all.stream().flatMapToLong(LongStream::of).toArray();
        settled.await(latencies.length);
        return span.end(latencies.length, latencies);
    }

    private static long[] repeat(Factory factory, int number, long end) throws Exception {
        LongStream.Builder latencies = LongStream.builder();
        try (Client client = factory.client(number)) {
            long began = System.nanoTime();
            while (began < end) {
                client.once();
                long now = System.nanoTime();
                latencies.add(now - began);
                began = now;
            }
        }
        return latencies.build().toArray();
    }
}
