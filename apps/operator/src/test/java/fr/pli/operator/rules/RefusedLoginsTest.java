package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.MssAddress;
import fr.pli.operator.House;
import fr.pli.operator.People;
import fr.pli.registry.Audit;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the audit keeps of log-ins that were refused. */
class RefusedLoginsTest {

    private static final House HOUSE = House.only();

    private Instant now = Instant.parse("2026-11-30T08:00:10Z");
    private final RefusedLogins refusals = new RefusedLogins(HOUSE.bean(Audit.class), () -> now, Runnable::run);

    @Test
    void row_says_who_which_bal_why_and_from_where() throws Exception {
        refuse("899700000041", "refus.1", "192.0.2.1");
        assertThat(HOUSE.ask("SELECT concat_ws(' ', who, action, bal, outcome, reason) FROM audit WHERE bal = '"
                        + People.bal("refus.1") + "'"))
                .containsExactly("899700000041 login-refused refus.1@ch-a.mssante.fr refused person-without-right from"
                        + " 192.0.2.1");
    }

    @Test
    void patient_who_tries_leaves_no_ins() throws Exception {
        InetSocketAddress from = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 1);
        MssAddress patient = MssAddress.parse("285026311399956@patient.mssante.fr");
        refusals.refused("-", Reason.BAL_UNKNOWN, patient, new SaslPeer("s", from, List.of()));
        assertThat(HOUSE.ask("SELECT bal FROM audit WHERE reason = 'bal-unknown from 192.0.2.9'"))
                .containsExactly("***@patient.mssante.fr");
    }

    @Test
    void stranger_who_tries_without_end_fills_no_table() throws Exception {
        for (int i = 0; i < 100; i++) {
            refuse("-", "refus.2", "192.0.2.2");
        }
        for (int i = 0; i < 500; i++) {
            refuse("-", "refus.3", "198.51." + i / 200 + "." + i % 200);
        }
        assertThat(rows("refus.2")).isEqualTo(10);
        assertThat(rows("refus.3")).isEqualTo(190);
        now = now.plusSeconds(60);
        refuse("-", "refus.2", "192.0.2.2");
        assertThat(rows("refus.2")).isEqualTo(11);
        assertThat(HOUSE.ask("SELECT reason FROM audit WHERE action = 'logins-refused' AND reason LIKE '400 %'"))
                .containsExactly("400 more in a minute");
    }

    private static int rows(String bal) throws SQLException {
        return Integer.parseInt(HOUSE.ask("SELECT count(*) FROM audit WHERE bal = '" + People.bal(bal) + "'")
                .getFirst());
    }

    private void refuse(String who, String bal, String address) {
        InetSocketAddress from = new InetSocketAddress(InetAddress.ofLiteral(address), 1);
        refusals.refused(who, Reason.PERSON_WITHOUT_RIGHT, People.bal(bal), new SaslPeer("s", from, List.of()));
    }
}
