package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> groups = new ArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final GroupCommit<Integer, String> commits =
            new GroupCommit<>(1, 100, Integer::longValue, this::commit, e -> "one of them".equals(e.getMessage()));

    @AfterEach
    void close() {
        first.countDown();
        threads.close();
    }

    @Test
    void one_alone_goes_at_once() {
        first.countDown();
        assertThat(commits.commit(1)).isEqualTo("did 1");
        assertThat(groups).containsExactly(List.of(1));
    }

    @Test
    void those_who_come_during_a_commit_are_the_next_group() throws Exception {
        List<Future<String>> done = start(1, 2, 3, 4);
        first.countDown();
        assertThat(done.get(3).get()).isEqualTo("did 4");
        assertThat(groups).containsExactly(List.of(1), List.of(2, 3, 4));
    }

    @Test
    void group_is_no_heavier_than_it_may_be() throws Exception {
        List<Future<String>> done = start(1, 60, 40, 200, 5);
        first.countDown();
        for (Future<String> each : done) {
            each.get();
        }
        assertThat(groups).containsExactly(List.of(1), List.of(60, 40), List.of(200), List.of(5));
    }

    @Test
    void all_of_a_group_hear_of_its_failure() throws Exception {
        List<Future<String>> done = start(1, 2, -1);
        first.countDown();
        assertThat(done.get(0).get()).isEqualTo("did 1");
        assertThatThrownBy(done.get(1)::get).hasRootCauseMessage("all of them");
        assertThatThrownBy(done.get(2)::get).hasRootCauseMessage("all of them");
    }

    @Test
    void one_that_cannot_be_done_spoils_no_other() throws Exception {
        List<Future<String>> done = start(1, 2, 13, 3);
        first.countDown();
        assertThat(done.get(1).get()).isEqualTo("did 2");
        assertThat(done.get(3).get()).isEqualTo("did 3");
        assertThatThrownBy(done.get(2)::get).hasRootCauseMessage("one of them");
        assertThat(groups).containsExactly(List.of(1), List.of(2, 13, 3), List.of(2), List.of(13), List.of(3));
    }

    @Test
    void many_at_once_are_all_done() throws Exception {
        first.countDown();
        List<Future<String>> done = IntStream.rangeClosed(20, 2000)
                .mapToObj(n -> threads.submit(() -> commits.commit(n)))
                .toList();
        for (Future<String> each : done) {
            assertThat(each.get()).startsWith("did ");
        }
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(done.size());
    }

    /** One after the other, so that each is seen waiting before the next comes. */
    private List<Future<String>> start(int... works) {
        List<Future<String>> all = new ArrayList<>();
        for (int work : works) {
            int before = commits.present();
            all.add(threads.submit(() -> commits.commit(work)));
            await().until(() -> commits.present() == before + 1);
        }
        return all;
    }

    private List<String> commit(List<Integer> group) {
        try {
            first.await();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
        groups.add(group);
        if (group.contains(13)) {
            throw new IllegalStateException("one of them");
        }
        if (group.contains(-1)) {
            throw new IllegalStateException("all of them");
        }
        return group.stream().map(work -> "did " + work).toList();
    }
}
