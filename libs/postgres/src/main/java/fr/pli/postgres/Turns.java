package fr.pli.postgres;

import fr.pli.mss.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a row that others of this node lock waits here, in order, and takes a connection only when his turn has come: however many
 * want one row, the connections stay with those who want others. Rows are numbered; several are taken in order of number.
 */
public final class Turns {

    private final Map<Long, Line> lines = new ConcurrentHashMap<>();
    private final Duration patience;

    /** @param patience how long somebody waits before the store is said to be busy */
    Turns(Duration patience) {
        this.patience = patience;
    }

    /** Works while nobody else of this node works on the row. */
    public <T, E extends Exception> T alone(long row, Task<T, E> task) throws E {
        Line line = enter(row);
        try {
            return taken(line.lock.writeLock(), task);
        } finally {
            leave(row);
        }
    }

    /**
     * Works beside others who work together on some of these rows, while nobody works {@link #alone} on one. Who must wait for one row holds no
     * other meanwhile.
     */
    public <T, E extends Exception> T together(Collection<Long> rows, Task<T, E> task) throws E {
        Map<Long, Lock> locks = new TreeMap<>();
        try {
            rows.forEach(
                    row -> locks.computeIfAbsent(row, each -> enter(each).lock.readLock()));
            takeAll(locks.values());
            try {
                return task.run();
            } finally {
                locks.values().forEach(Lock::unlock);
            }
        } finally {
            locks.keySet().forEach(this::leave);
        }
    }

    /** One that is not free at once is waited for before the others are taken again. */
    private void takeAll(Collection<Lock> locks) {
        long end = System.nanoTime() + patience.toNanos();
        Lock busy = null;
        do {
            if (busy != null) {
                take(busy);
            }
            busy = takeOthers(locks, busy);
        } while (busy != null && System.nanoTime() - end < 0);
        if (busy != null) {
            throw busy();
        }
    }

    /** @return the one that is not free, and none is held then; null if all are held */
    private static @Nullable Lock takeOthers(Collection<Lock> locks, @Nullable Lock held) {
        List<Lock> taken = new ArrayList<>();
        if (held != null) {
            taken.add(held);
        }
        for (Lock lock : locks) {
            if (!lock.equals(held)) {
                if (!isFree(lock)) {
                    taken.forEach(Lock::unlock);
                    return lock;
                }
                taken.add(lock);
            }
        }
        return null;
    }

    /** Takes it if it is free and nobody waits for it. */
    private static boolean isFree(Lock lock) {
        try {
            return lock.tryLock(0, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many rows somebody works on or waits for. */
    int size() {
        return lines.size();
    }

    private <T, E extends Exception> T taken(Lock lock, Task<T, E> task) throws E {
        take(lock);
        try {
            return task.run();
        } finally {
            lock.unlock();
        }
    }

    private void take(Lock lock) {
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted", e);
        }
    }

    private StoreUnavailableException busy() {
        return new StoreUnavailableException("others are at it", new IllegalStateException("after " + patience));
    }

    private Line enter(long row) {
        return lines.compute(row, (_, known) -> {
            Line line = known == null ? new Line() : known;
            line.present++;
            return line;
        });
    }

    private void leave(long row) {
        lines.compute(row, (_, line) -> left(line));
    }

    private static @Nullable Line left(@Nullable Line line) {
        if (line == null) {
            return null;
        }
        line.present--;
        return line.present == 0 ? null : line;
    }

    /** What is done when the turn has come. */
    @FunctionalInterface
    public interface Task<T, E extends Exception> {
        T run() throws E;
    }

    /** Those who work on a row or wait for it; forgotten with the last of them. */
    private static final class Line {

        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
        private int present;
    }
}
