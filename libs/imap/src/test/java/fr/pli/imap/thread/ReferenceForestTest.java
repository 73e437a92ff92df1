package fr.pli.imap.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceForestTest {

    private static final int MANY = 100_000;

    @Test
    void a_chain_of_a_hundred_thousand_answers_is_one_thread() {
        ReferenceForest forest = new ReferenceForest(MANY);
        for (int uid = 1; uid <= MANY; uid++) {
            add(forest, uid, uid == 1 ? List.of() : List.of("m" + (uid - 1)));
        }
        assertThat(written(forest))
                .startsWith("THREAD (1 2 3 ")
                .endsWith(" 100000)")
                .doesNotContain(") ");
    }

    @Test
    void a_chain_that_came_backwards_is_the_same() {
        ReferenceForest forest = new ReferenceForest(MANY);
        for (int uid = 1; uid <= MANY; uid++) {
            add(forest, uid, List.of("m" + (uid + 1)));
        }
        assertThat(written(forest)).startsWith("THREAD (100000 99999 ").endsWith(" 2 1)");
    }

    @Test
    void threads_may_be_nested_as_deep_as_there_are_messages() {
        ReferenceForest forest = new ReferenceForest(MANY);
        for (int uid = 1; uid <= MANY; uid++) {
            add(forest, uid, uid <= 2 ? List.of() : List.of("m" + (uid - 2 - uid % 2)));
        }
        assertThat(numbers(written(forest))).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void of_ten_thousand_references_the_first_and_the_last_ones_are_looked_at() {
        ReferenceForest forest = new ReferenceForest(100);
        for (int uid = 1; uid <= 100; uid++) {
            int message = uid;
            add(
                    forest,
                    uid,
                    IntStream.range(0, 10_000)
                            .mapToObj(i -> "r" + message + "." + i)
                            .toList());
        }
        assertThat(forest.size()).isLessThanOrEqualTo(100 + 1000 + 3 * 100);
        assertThat(numbers(written(forest))).hasSize(100);
    }

    @Test
    void what_is_known_of_unknown_messages_is_bounded_by_what_was_found() {
        ReferenceForest forest = new ReferenceForest(10_000);
        for (int uid = 1; uid <= 10_000; uid++) {
            int message = uid;
            add(
                    forest,
                    uid,
                    IntStream.range(0, 50)
                            .mapToObj(i -> "r" + message + "." + i)
                            .toList());
        }
        assertThat(forest.size()).isLessThanOrEqualTo(10_000 + 1000 + 3 * 10_000);
    }

    @Test
    void a_chain_of_unknown_messages_holds_its_ends_together() {
        ReferenceForest forest = new ReferenceForest(3);
        add(forest, 1, List.of("x", "y", "z"));
        add(forest, 2, List.of("x", "v", "w"));
        add(forest, 3, List.of("u"));
        assertThat(written(forest)).isEqualTo("THREAD ((1)(2))(3)");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_refers_to_whatever_every_message_is_told_once(long seed) {
        Random random = new Random(seed);
        int count = 2000;
        ReferenceForest forest = new ReferenceForest(count);
        for (int uid = 1; uid <= count; uid++) {
            List<String> references = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                references.add("m" + random.nextInt(count + 50));
            }
            forest.add(message(uid), random.nextInt(9) == 0 ? "" : "m" + random.nextInt(count), references);
        }
        assertThat(numbers(written(forest)).stream().sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, count).boxed().toList());
    }

    private static void add(ReferenceForest forest, int uid, List<String> references) {
        forest.add(message(uid), "m" + uid, references);
    }

    private static ThreadNode.Message message(int uid) {
        return new ThreadNode.Message(uid, Instant.EPOCH, "", false);
    }

    private static String written(ReferenceForest forest) {
        return ThreadAnswer.of(forest.roots(), uid -> uid);
    }

    private static List<Integer> numbers(String line) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : line.substring("THREAD".length()).split("[() ]+", -1)) {
            if (!number.isEmpty()) {
                numbers.add(Integer.parseInt(number));
            }
        }
        return numbers;
    }
}
