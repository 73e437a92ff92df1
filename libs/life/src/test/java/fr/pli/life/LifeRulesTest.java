package fr.pli.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.BalType;
import fr.pli.mss.Requirement;
import fr.pli.registry.BalState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifeRulesTest {

    private static final Instant START = Instant.parse("2026-01-01T06:00:00Z");
    private static final LifeRules RULES = LifeRules.DEFAULT;
    private static final List<BalType> TYPES = List.of(BalType.PER, BalType.ORG, BalType.APP, BalType.CAB);

    @Test
    @Requirement("MSS 19")
    void a_bal_that_nobody_opens_for_thirty_days_leaves_the_annuaire_and_not_before() {
        BalFacts bal = opened(BalType.PER, START);
        assertThat(RULES.due(bal, day(29))).isEmpty();
        assertThat(RULES.due(bal, day(30))).containsExactly(new LifeStep.Unpublish());
    }

    @Test
    @Requirement("MSS 19")
    void its_first_days_are_no_absence() {
        BalFacts bal = new BalFacts(BalType.ORG, BalState.CREATED, false, START, Optional.empty(), 0, Optional.empty());
        assertThat(RULES.due(bal, day(29))).isEmpty();
        assertThat(RULES.due(bal, day(30))).containsExactly(new LifeStep.Unpublish());
    }

    @ParameterizedTest
    @Requirement("MSS 19")
    @EnumSource(names = {"APP", "CAB"})
    void other_types_stay_in_the_annuaire(BalType type) {
        assertThat(RULES.due(opened(type, START), day(60))).isEmpty();
    }

    @Test
    @Requirement("MSS 19")
    void one_on_the_liste_rouge_was_never_there() {
        BalFacts bal = new BalFacts(BalType.PER, BalState.ACTIVE, true, START, Optional.of(START), 0, Optional.empty());
        assertThat(RULES.due(bal, day(60))).isEmpty();
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    @Requirement("SEED-26")
    void three_announcements_come_and_then_the_end() {
        assertThat(RULES.due(unpublished(0, 0), day(89))).isEmpty();
        assertThat(RULES.due(unpublished(0, 0), day(90))).containsExactly(new LifeStep.Announce(1, day(365)));
        assertThat(RULES.due(unpublished(1, 90), day(334))).isEmpty();
        assertThat(RULES.due(unpublished(1, 90), day(335))).containsExactly(new LifeStep.Announce(2, day(365)));
        assertThat(RULES.due(unpublished(2, 335), day(358))).containsExactly(new LifeStep.Announce(3, day(365)));
        assertThat(RULES.due(unpublished(3, 358), day(364))).isEmpty();
        assertThat(RULES.due(unpublished(3, 358), day(365))).containsExactly(new LifeStep.Delete());
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void a_job_that_comes_late_deletes_nothing_that_was_not_announced() {
        assertThat(RULES.due(unpublished(0, 0), day(800))).containsExactly(new LifeStep.Announce(1, day(807)));
        assertThat(RULES.due(unpublished(2, 335), day(800))).containsExactly(new LifeStep.Announce(3, day(807)));
        assertThat(RULES.due(unpublished(3, 800), day(806))).isEmpty();
        assertThat(RULES.due(unpublished(3, 800), day(807))).containsExactly(new LifeStep.Delete());
    }

    @ParameterizedTest
    @EnumSource(names = {"SUSPENDED", "DELETED"})
    void what_is_closed_is_left_alone(BalState state) {
        BalFacts bal = new BalFacts(BalType.PER, state, false, START, Optional.empty(), 0, Optional.empty());
        assertThat(RULES.due(bal, day(1000))).isEmpty();
    }

    @Test
    void announcements_in_disorder_or_none_are_refused() {
        assertThatThrownBy(() -> rules(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules(List.of(Duration.ofDays(90), Duration.ofDays(90))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules(List.of(Duration.ofDays(365)))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Each BAL has its own habits; what must hold holds on each of a thousand days for each of 100,000. */
    @Test
    @Requirement("MSS 14 (deletion)")
    @Requirement("MSS 19")
    void three_years_of_a_hundred_thousand_bal() {
        Random random = new Random(42);
        int deleted = 0;
        int cameBack = 0;
        for (int n = 0; n < 100_000; n++) {
            Life life = new Life(TYPES.get(n % 4), Math.pow(random.nextDouble(), 4));
            for (int day = 1; day <= 3 * 365 && life.state != BalState.DELETED; day++) {
                if (random.nextDouble() < life.habit) {
                    cameBack += life.state == BalState.ACTIVE || life.state == BalState.CREATED ? 0 : 1;
                    life.open(day(day));
                }
                life.pass(day(day));
            }
            deleted += life.state == BalState.DELETED ? 1 : 0;
        }
        assertThat(deleted).isBetween(1_000, 60_000);
        assertThat(cameBack).isGreaterThan(1_000);
    }

    /** One BAL through the years, as the job would carry it. */
    private static final class Life {

        private final BalType type;
        private final double habit;
        private BalState state = BalState.CREATED;
        private Optional<Instant> connected = Optional.empty();
        private int notices;
        private Optional<Instant> noticed = Optional.empty();

        Life(BalType type, double habit) {
            this.type = type;
            this.habit = habit / 20;
        }

        void open(Instant now) {
            connected = Optional.of(now);
            notices = 0;
            noticed = Optional.empty();
            state = BalState.ACTIVE;
        }

        void pass(Instant now) {
            Duration idle = Duration.between(connected.orElse(START), now);
            for (LifeStep step : RULES.due(new BalFacts(type, state, false, START, connected, notices, noticed), now)) {
                switch (step) {
                    case LifeStep.Unpublish _ -> {
                        assertThat(idle).isGreaterThanOrEqualTo(Duration.ofDays(30));
                        assertThat(Set.of(BalType.PER, BalType.ORG)).contains(type);
                        state = BalState.UNPUBLISHED;
                    }
                    case LifeStep.Announce(int number, Instant deletion) -> {
                        assertThat(number).isEqualTo(notices + 1);
                        assertThat(deletion).isAfter(now);
                        notices = number;
                        noticed = Optional.of(now);
                        state = BalState.NOTICE;
                    }
                    case LifeStep.Delete _ -> {
                        assertThat(notices).isEqualTo(3);
                        assertThat(idle).isEqualTo(Duration.ofDays(365));
                        state = BalState.DELETED;
                    }
                }
            }
            assertThat(idle).as("nobody is kept past his time").isLessThanOrEqualTo(Duration.ofDays(365));
        }
    }

    private static LifeRules rules(List<Duration> notices) {
        return new LifeRules(Duration.ofDays(30), Set.of(BalType.PER), notices, Duration.ofDays(365));
    }

    private static BalFacts opened(BalType type, Instant at) {
        return new BalFacts(type, BalState.ACTIVE, false, START, Optional.of(at), 0, Optional.empty());
    }

    private static BalFacts unpublished(int notices, int noticed) {
        return new BalFacts(
                BalType.PER,
                notices == 0 ? BalState.UNPUBLISHED : BalState.NOTICE,
                false,
                START,
                Optional.of(START),
                notices,
                notices == 0 ? Optional.empty() : Optional.of(day(noticed)));
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }
}
