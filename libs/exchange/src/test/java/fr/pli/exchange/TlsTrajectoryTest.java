package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.exchange.TlsTrajectory.Direction;
import fr.pli.exchange.TlsTrajectory.Met;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlsTrajectoryTest {

    private static final LocalDate LAST = LocalDate.of(2027, 3, 31);
    private static final Instant EVENING = Instant.parse("2027-03-31T21:59:59Z"); // 23:59:59 in Paris

    private Instant now = EVENING;
    private final TlsTrajectory tls =
            new TlsTrajectory(List.of("TLSv1.3"), Map.of("ancien.mssante.fr", LAST), () -> now);

    @Test
    void an_exception_holds_until_midnight_in_paris() {
        assertThat(tls.protocols("ancien.mssante.fr")).containsExactly("TLSv1.2", "TLSv1.3");
        assertThat(tls.excepted()).containsExactly("ancien.mssante.fr");
        now = EVENING.plusSeconds(1);
        assertThat(tls.protocols("ancien.mssante.fr")).containsExactly("TLSv1.3");
        assertThat(tls.excepted()).isEmpty();
    }

    @Test
    void nobody_else_may() {
        assertThat(tls.meet("voisin.mssante.fr", Direction.IN, "TLSv1.2")).isFalse();
        assertThat(tls.meet("voisin.mssante.fr", Direction.IN, "TLSv1.3")).isTrue();
        assertThat(tls.meet("ancien.mssante.fr", Direction.OUT, "TLSv1.2")).isTrue();
    }

    @Test
    void the_door_speaks_older_versions_only_where_somebody_may() {
        assertThat(tls.atTheDoor()).containsExactly("TLSv1.2", "TLSv1.3");
        assertThat(new TlsTrajectory(List.of("TLSv1.3"), Map.of(), () -> now).atTheDoor())
                .containsExactly("TLSv1.3");
    }

    @Test
    void report_tells_who_still_needs_an_exception() {
        tls.meet("voisin.mssante.fr", Direction.IN, "TLSv1.2");
        tls.meet("voisin.mssante.fr", Direction.IN, "TLSv1.3");
        tls.meet("lent.mssante.fr", Direction.IN, "TLSv1.3");
        tls.meet("lent.mssante.fr", Direction.OUT, "TLSv1.2");
        Optional<Met> old = Optional.of(new Met("TLSv1.2", now));
        Optional<Met> recent = Optional.of(new Met("TLSv1.3", now));
        assertThat(tls.report())
                .containsExactly(
                        new TlsTrajectory.Line(
                                "ancien.mssante.fr", Optional.of(LAST), Optional.empty(), Optional.empty(), false),
                        new TlsTrajectory.Line("lent.mssante.fr", Optional.empty(), recent, old, true),
                        new TlsTrajectory.Line("voisin.mssante.fr", Optional.empty(), recent, Optional.empty(), false));
    }
}
