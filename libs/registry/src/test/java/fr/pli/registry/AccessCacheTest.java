package fr.pli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AccessCacheTest {

    private static final MssAddress MARIE = MssAddress.parse("marie@medecin.pli.mssante.fr");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
    private final AccessCache cache = new AccessCache(now::get);
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void is_asked_once_a_second() {
        look(MARIE);
        now.addAndGet(999_999_999);
        look(MssAddress.parse("Marie@Medecin.pli.mssante.fr"));
        assertThat(loads).hasValue(1);
        now.addAndGet(1);
        look(MARIE);
        assertThat(loads).hasValue(2);
    }

    @Test
    void change_counts_at_once() {
        look(MARIE);
        cache.changed();
        look(MARIE);
        assertThat(loads).hasValue(2);
    }

    @Test
    void what_was_read_before_a_change_is_not_remembered_after_it() {
        cache.get(MARIE, () -> {
            cache.changed();
            return Optional.of(access());
        });
        look(MARIE);
        assertThat(loads).hasValue(1);
    }

    @Test
    void what_was_confirmed_within_the_second_is_not_asked_again() {
        look(MARIE);
        now.addAndGet(2_000_000_000);
        cache.confirm(now.get());
        now.addAndGet(999_999_999);
        look(MARIE);
        assertThat(loads).hasValue(1);
        now.addAndGet(1);
        look(MARIE);
        assertThat(loads).hasValue(2);
    }

    @Test
    void change_of_one_bal_leaves_the_others() {
        look(MARIE);
        cache.changed(List.of(2L));
        look(MARIE);
        assertThat(loads).hasValue(1);
        cache.changed(List.of(1L));
        look(MARIE);
        assertThat(loads).hasValue(2);
    }

    @Test
    void bal_that_does_not_exist_is_not_remembered() {
        assertThat(cache.get(MARIE, Optional::empty)).isEmpty();
        look(MARIE);
        assertThat(loads).hasValue(1);
    }

    private void look(MssAddress address) {
        assertThat(cache.get(address, () -> {
                    loads.incrementAndGet();
                    return Optional.of(access());
                }))
                .isPresent();
    }

    private static BalAccess access() {
        Bal bal = new Bal(
                1,
                MARIE,
                BalType.PER,
                Optional.of(new IdNatPs("899700000001")),
                Optional.empty(),
                "",
                BalState.ACTIVE,
                false,
                0);
        return new BalAccess(bal, Map.of(), Set.of());
    }
}
