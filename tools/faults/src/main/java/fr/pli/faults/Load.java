package fr.pli.faults;

import fr.pli.faults.Temporary.Permanent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The actors at work, each on a thread of its own, until it is stopped. One that meets a temporary error or loses its connection tries again
 * after a short pause; an answer that tells it to give up is a complaint.
 */
final class Load implements AutoCloseable {

    private static final long PAUSE_MS = 100;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Progress progress;
    private final Ledger ledger;

    /** @param actors by a name for each */
    Load(Map<String, Actor> actors, Ledger ledger) {
        this.ledger = ledger;
        this.progress = new Progress(List.copyOf(actors.keySet()));
        actors.forEach((name, actor) -> threads.execute(() -> work(name, actor)));
    }

    /**
     * Waits until each of them has done its work once more.
     *
     * @return those that have not in that time
     */
    List<String> awaitAll(Duration patience) throws InterruptedException {
        return progress.awaitAll(patience);
    }

    private void work(String name, Actor actor) {
        try (actor) {
            while (stopped.getCount() > 0) {
                if (once(name, actor)) {
                    progress.note(name);
                } else {
                    actor.close();
                    pause();
                }
            }
        } catch (RuntimeException e) {
            ledger.complain(name + " broke: " + e);
        }
    }

    private boolean once(String name, Actor actor) {
        try {
            actor.once();
            return true;
        } catch (Permanent e) {
            ledger.complain(name + " was told to give up: " + e.getMessage());
            return false;
        } catch (IOException e) {
            ledger.excuse();
            progress.excuse(name, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void pause() {
        try {
            stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets each finish what it is doing. */
    @Override
    public void close() {
        stopped.countDown();
        threads.close();
    }

    /** Who has done how much. */
    private static final class Progress {

        private final List<String> names;
        private final Map<String, Integer> done = new HashMap<>();
        private final Map<String, String> excuses = new HashMap<>();

        Progress(List<String> names) {
            this.names = names;
        }

        synchronized void note(String name) {
            done.merge(name, 1, Integer::sum);
            excuses.remove(name);
            notifyAll();
        }

        synchronized void excuse(String name, String why) {
            excuses.put(name, why);
        }

        synchronized List<String> awaitAll(Duration patience) throws InterruptedException {
            Map<String, Integer> before = Map.copyOf(done);
            long end = System.nanoTime() + patience.toNanos();
            List<String> late = late(before);
            while (!late.isEmpty() && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
                late = late(before);
            }
            return late;
        }

        private List<String> late(Map<String, Integer> before) {
            List<String> late = new ArrayList<>();
            for (String name : names) {
                if (done.getOrDefault(name, 0) <= before.getOrDefault(name, 0)) {
                    late.add(name + " (" + excuses.getOrDefault(name, "no answer") + ")");
                }
            }
            return late;
        }
    }
}
