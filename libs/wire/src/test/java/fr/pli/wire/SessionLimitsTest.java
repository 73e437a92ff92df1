package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import org.junit.jupiter.api.Test;

class SessionLimitsTest {

    private static final MssAddress BAL = MssAddress.parse("accueil@ch.fr");
    private static final MssAddress OTHER_BAL = MssAddress.parse("urgences@ch.fr");
    private static final Identity MARIE = new Identity.Professional(new IdNatPs("899700245667"));
    private static final Identity PAUL = new Identity.Professional(new IdNatPs("899700245668"));

    @Test
    void a_bal_has_so_many_sessions_whoever_opens_them() {
        SessionLimits limits = new SessionLimits(1, 9);
        assertThat(limits.enter(MARIE, BAL)).isPresent();
        assertThat(limits.enter(PAUL, MssAddress.parse("Accueil@CH.fr"))).isEmpty();
        assertThat(limits.enter(PAUL, OTHER_BAL)).isPresent();
    }

    @Test
    void a_person_has_so_many_sessions_on_whatever_bal() {
        SessionLimits limits = new SessionLimits(9, 1);
        assertThat(limits.enter(MARIE, BAL)).isPresent();
        assertThat(limits.enter(MARIE, OTHER_BAL)).isEmpty();
        assertThat(limits.enter(PAUL, OTHER_BAL)).isPresent();
    }

    @Test
    void a_refused_session_takes_no_place() {
        SessionLimits limits = new SessionLimits(2, 1);
        assertThat(limits.enter(MARIE, BAL)).isPresent();
        assertThat(limits.enter(MARIE, BAL)).isEmpty();
        assertThat(limits.enter(PAUL, BAL)).isPresent();
    }

    @Test
    void a_place_is_given_back_once() {
        SessionLimits limits = new SessionLimits(2, 9);
        SessionLimits.Permit first = limits.enter(MARIE, BAL).orElseThrow();
        assertThat(limits.enter(PAUL, BAL)).isPresent();
        first.close();
        first.close();
        assertThat(limits.enter(PAUL, BAL)).isPresent();
        assertThat(limits.enter(PAUL, BAL)).isEmpty();
    }

    @Test
    void the_place_of_a_person_is_given_back_too() {
        SessionLimits limits = new SessionLimits(9, 1);
        limits.enter(MARIE, BAL).orElseThrow().close();
        assertThat(limits.enter(MARIE, OTHER_BAL)).isPresent();
    }

    @Test
    void who_finds_no_place_for_himself_leaves_that_of_the_bal_free() {
        SessionLimits limits = new SessionLimits(2, 1);
        assertThat(limits.enter(MARIE, OTHER_BAL)).isPresent();
        for (int i = 0; i < 5; i++) {
            assertThat(limits.enter(MARIE, BAL)).isEmpty();
        }
        assertThat(limits.enter(PAUL, BAL)).isPresent();
    }
}
