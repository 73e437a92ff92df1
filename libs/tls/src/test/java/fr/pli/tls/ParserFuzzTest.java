package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same for as long as one likes: {@code mvn -Dpli.excludedGroups= -Dgroups=fuzz -Dpli.fuzz.seconds=600}. */
@Tag("fuzz")
class ParserFuzzTest {

    @ParameterizedTest
    @EnumSource
    void parser_survives(Parser parser) {
        long end = System.nanoTime()
                + Duration.ofSeconds(Integer.getInteger("pli.fuzz.seconds", 10)).toNanos();
        long tries = 0;
        while (System.nanoTime() < end) {
            long seed = ThreadLocalRandom.current().nextLong();
            try {
                parser.survive(seed);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(parser + " broke with seed " + seed, e);
            }
            tries++;
        }
        assertThat(tries).isPositive();
    }
}
