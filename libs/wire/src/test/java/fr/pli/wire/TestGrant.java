package fr.pli.wire;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A grant that a test withdraws: {@code change}, {@code read}, or the word of the {@link Reason} for which it ends. */
public final class TestGrant implements Grant {

    private final Set<Runnable> watchers = ConcurrentHashMap.newKeySet();
    private volatile GrantState state = new GrantState.Holds(MailAccess.CHANGE);

    /** From now on it stands like this. */
    public void set(String word) {
        String name = word.replace('-', '_').toUpperCase(Locale.ROOT);
        if (name.equals("READ") || name.equals("CHANGE")) {
            state = new GrantState.Holds(MailAccess.valueOf(name));
        } else {
            state = new GrantState.Ended(Reason.valueOf(name));
            watchers.forEach(Runnable::run);
        }
    }

    /** As {@link #set}, but nobody is told: whoever does not ask does not know. */
    public void setQuietly(String word) {
        Set<Runnable> told = Set.copyOf(watchers);
        watchers.clear();
        set(word);
        watchers.addAll(told);
    }

    @Override
    public GrantState state() {
        return state;
    }

    @Override
    public Watch watch(Runnable ended) {
        watchers.add(ended);
        return () -> watchers.remove(ended);
    }
}
