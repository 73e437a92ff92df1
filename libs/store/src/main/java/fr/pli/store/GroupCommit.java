package fr.pli.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Commits together what waits at the same time: whoever comes while nobody commits goes at once and alone; those who come meanwhile are
 * the next group. So a single client waits for nobody, and many share one statement and one sync of the disk.
 *
 * @param <W> what is to be committed
 * @param <R> what comes of it
 */
final class GroupCommit<W, R> {

    private final int atOnce;
    private final long mostWeight;
    private final ToLongFunction<W> weight;
    private final Committer<W, R> committer;
    private final Predicate<RuntimeException> isFaultOfOne;
    private final Queue<Member<W, R>> waiting = new ArrayDeque<>();
    private int running;

    /**
     * @param atOnce how many groups commit at a time
     * @param mostWeight of a group; who weighs more goes alone
     * @param isFaultOfOne whether a group failed, whole, because of one of its members: then each is tried alone, and only that one fails
     */
    GroupCommit(
            int atOnce,
            long mostWeight,
            ToLongFunction<W> weight,
            Committer<W, R> committer,
            Predicate<RuntimeException> isFaultOfOne) {
        this.atOnce = atOnce;
        this.mostWeight = mostWeight;
        this.weight = weight;
        this.committer = committer;
        this.isFaultOfOne = isFaultOfOne;
    }

    /**
     * Returns when it is committed. Throws what the committer threw for its group.
     *
     * @return what the committer returned for it
     */
    R commit(W work) {
        Member<W, R> member = new Member<>(work);
        enter(member);
        List<Member<W, R>> led = member.turn.join();
        if (!led.isEmpty()) {
            try {
                run(led);
            } finally {
                leave();
                led.stream().filter(other -> other != member).forEach(other -> other.turn.complete(List.of()));
            }
        }
        return member.result();
    }

    /** Groups that commit, and those who wait. */
    synchronized int present() {
        return running + waiting.size();
    }

    private synchronized void enter(Member<W, R> member) {
        if (running < atOnce) {
            running++;
            member.turn.complete(List.of(member));
        } else {
            waiting.add(member);
        }
    }

    /** The first of those who wait leads the next group. */
    private synchronized void leave() {
        if (waiting.isEmpty()) {
            running--;
            return;
        }
        List<Member<W, R>> next = new ArrayList<>();
        long sum = 0;
        for (Member<W, R> each = waiting.peek(); each != null; each = waiting.peek()) {
            sum += weight.applyAsLong(each.work);
            if (sum > mostWeight && !next.isEmpty()) {
                break;
            }
            next.add(waiting.remove());
        }
        next.getFirst().turn.complete(next);
    }

    private void run(List<Member<W, R>> group) {
        try {
            List<R> results =
                    committer.commit(group.stream().map(member -> member.work).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).done = results.get(i);
            }
        } catch (RuntimeException e) {
            if (group.size() > 1 && isFaultOfOne.test(e)) {
                group.forEach(member -> run(List.of(member)));
            } else {
                group.forEach(member -> member.failure = e);
            }
        } catch (Error e) {
            group.forEach(member -> member.failure = new IllegalStateException("the group's commit ended", e));
            throw e;
        }
    }

    /** Commits a group, whole or not at all. */
    interface Committer<W, R> {

        /** @return what came of each, in the order of the group */
        List<R> commit(List<W> group);
    }

    /** One that waits; its turn comes with the group that it leads, or empty when another has led it. */
    private static final class Member<W, R> {

        private final W work;
        private final CompletableFuture<List<Member<W, R>>> turn = new CompletableFuture<>();
        private @Nullable R done;
        private @Nullable RuntimeException failure;

        Member(W work) {
            this.work = work;
        }

        R result() {
            if (failure != null) {
                throw failure;
            }
            if (done == null) {
                throw new IllegalStateException("neither done nor failed");
            }
            return done;
        }
    }
}
