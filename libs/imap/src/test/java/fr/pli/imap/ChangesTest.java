package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final int[] VIEW = {3, 6, 9};

    @Test
    void nothing_happened() {
        Snapshot known = snapshot(10, 5, VIEW);
        assertThat(Changes.none(known).isEmpty()).isTrue();
        assertThat(Changes.between(VIEW, known, known).isEmpty()).isTrue();
    }

    @Test
    void removed_changed_and_new_are_told_apart() {
        Snapshot known = snapshot(10, 5, VIEW);
        Snapshot now = new Snapshot(
                1, 12, 8, new int[] {3, 9, 11}, new Flags[] {Flags.NONE, Flags.NONE, Flags.NONE}, new long[] {1, 7, 8});
        Changes changes = Changes.between(VIEW, known, now);
        assertThat(changes.removed()).containsExactly(1);
        assertThat(changes.changed()).containsExactly(1);
        assertThat(changes.firstNew()).isEqualTo(2);
        assertThat(changes.viewWithRemoved(VIEW)).containsExactly(3, 6, 9, 11);
    }

    @Test
    void message_that_came_and_went_is_not_told() {
        Snapshot known = snapshot(10, 5, VIEW);
        assertThat(Changes.between(VIEW, known, snapshot(12, 8, VIEW)).isEmpty())
                .isTrue();
    }

    @Property
    void a_client_that_applies_what_it_is_told_believes_what_is(@ForAll long seed) {
        Random random = new Random(seed);
        int[] before = some(random, 1, 20);
        int[] kept = IntStream.of(before).filter(uid -> random.nextInt(3) > 0).toArray();
        int[] added = some(random, 20, 30);
        Snapshot now = snapshot(
                30, 9, IntStream.concat(IntStream.of(kept), IntStream.of(added)).toArray());
        Changes changes = Changes.between(before, snapshot(20, 5, before), now);

        List<Integer> client = new ArrayList<>(IntStream.of(before).boxed().toList());
        for (int i = changes.removed().length - 1; i >= 0; i--) {
            client.remove(/* index */ changes.removed()[i]);
        }
        client.addAll(
                IntStream.of(now.uids(changes.firstNew(), now.size())).boxed().toList());
        assertThat(client)
                .containsExactlyElementsOf(
                        IntStream.of(now.sharedUids()).boxed().toList());
    }

    private static int[] some(Random random, int from, int to) {
        return IntStream.range(from, to).filter(uid -> random.nextBoolean()).toArray();
    }

    /** Messages without flags that have not changed since mod-sequence 1. */
    private static Snapshot snapshot(int uidNext, long modSeq, int[] uids) {
        Flags[] flags = new Flags[uids.length];
        long[] modSeqs = new long[uids.length];
        Arrays.fill(flags, Flags.NONE);
        Arrays.fill(modSeqs, 1);
        return new Snapshot(1, uidNext, modSeq, uids, flags, modSeqs);
    }
}
