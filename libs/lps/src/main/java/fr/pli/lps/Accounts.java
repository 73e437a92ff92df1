package fr.pli.lps;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several BAL that one software opens: what goes wrong with one is its own outcome and disturbs no other (ECO.1.2.3). */
public record Accounts(List<LpsConnection> all) {

    public Accounts {
        all = List.copyOf(all);
    }

    /** What is done with one account. */
    @FunctionalInterface
    public interface Work<T> {

        /** Does it; whatever this throws is the outcome of this account. */
        T with(LpsConnection account) throws Exception;
    }

    /** Does the same with all of them at once, and returns when the last one is done. The outcomes are in the order of the accounts. */
    public <T> List<Outcome<T>> each(Work<T> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Outcome<T>>> running = all.stream()
                    .map(account -> CompletableFuture.supplyAsync(() -> outcome(work, account), threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }

    private static <T> Outcome<T> outcome(Work<T> work, LpsConnection account) {
        try {
            return new Outcome.Done<>(account, work.with(account));
        } catch (Exception e) {
            return new Outcome.Failed<>(account, e);
        }
    }
}
