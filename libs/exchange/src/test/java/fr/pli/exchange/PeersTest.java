package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.ListeBlanche;
import fr.pli.smtp.RelayException;
import fr.pli.smtp.RelaySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections to one scripted server. */
@Timeout(60)
class PeersTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final String DOMAIN = "ch-b.mssante.fr";

    @TempDir
    private Path folder;

    private ScriptedPeer server;
    private Optional<Peers> opened = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        server = new ScriptedPeer(Space.tls(Space.PEER));
    }

    @AfterEach
    void close() throws Exception {
        opened.ifPresent(Peers::close);
        server.close();
        Space.IGC.crl().on();
        Space.IGC.ocsp().on();
    }

    @Test
    void a_listed_server_is_lent_and_serves_again_when_it_is_given_back() throws Exception {
        Peers peers = peers(Space.rule(folder), Map.of());
        Peer first = peers.borrow(DOMAIN, Optional.of(Space.list(DOMAIN))).orElseThrow();
        peers.giveBack(first);
        Peer again = peers.borrow(DOMAIN, Optional.of(Space.list(DOMAIN))).orElseThrow();
        assertThat(again.connection()).isSameAs(first.connection());
        peers.giveBack(again);
    }

    @Test
    void a_server_whose_revocation_nobody_knows_is_given_no_mail() throws Exception {
        Peers peers = peers(Space.ruleWithoutRevocation(folder), Map.of());
        assertRefused(peers, DOMAIN, RelayException.Reason.HANDSHAKE, "perhaps revoked");
    }

    @Test
    void a_server_that_is_listed_for_another_domain_only_is_given_no_mail() throws Exception {
        Peers peers = peers(Space.rule(folder), Map.of());
        assertThatThrownBy(() -> peers.borrow(DOMAIN, Optional.of(Space.list("autre.mssante.fr"))))
                .isInstanceOfSatisfying(
                        RelayException.class, e -> assertThat(e.reason()).isEqualTo(RelayException.Reason.NOT_LISTED));
    }

    @Test
    void a_connection_in_old_tls_serves_only_the_domain_that_may_speak_it() throws Exception {
        Peers peers = peers(Space.rule(folder), Map.of("ancien.mssante.fr", LocalDate.of(2026, 12, 31)), "TLSv1.2");
        Optional<ListeBlanche> list = Optional.of(Space.list(DOMAIN, "ancien.mssante.fr"));
        peers.giveBack(peers.borrow("ancien.mssante.fr", list).orElseThrow());
        assertRefused(peers, DOMAIN, RelayException.Reason.HANDSHAKE, "TLSv1.2 is not spoken with " + DOMAIN);
        assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void no_more_connections_are_open_to_a_server_than_may_be() throws Exception {
        Peers peers = peers(Space.rule(folder), Map.of());
        Optional<ListeBlanche> list = Optional.of(Space.list(DOMAIN));
        Peer one = peers.borrow(DOMAIN, list).orElseThrow();
        assertThat(peers.borrow(DOMAIN, list)).isEmpty();
        peers.giveBack(one);
        assertThat(peers.borrow(DOMAIN, list)).isPresent();
    }

    @Test
    void a_refused_server_gives_its_place_back() throws Exception {
        Peers peers = peers(Space.rule(folder), Map.of());
        assertThatThrownBy(() -> peers.borrow(DOMAIN, Optional.of(Space.list("autre.mssante.fr"))))
                .isInstanceOf(RelayException.class);
        assertThat(peers.borrow(DOMAIN, Optional.of(Space.list(DOMAIN)))).isPresent();
    }

    private void assertRefused(Peers peers, String domain, RelayException.Reason reason, String said) {
        assertThatThrownBy(() -> peers.borrow(domain, Optional.of(Space.list(DOMAIN, "ancien.mssante.fr"))))
                .isInstanceOfSatisfying(
                        RelayException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(said);
    }

    private Peers peers(PeerRule rule, Map<String, LocalDate> exceptions, String... spoken) throws Exception {
        if (spoken.length > 0) {
            server.close();
            server = new ScriptedPeer(Space.tls(Space.PEER), spoken);
        }
        TlsTrajectory tls = new TlsTrajectory(List.of("TLSv1.3"), exceptions, () -> NOW);
        Peers peers = new Peers(
                Routes.of(Optional.empty(), 25, Map.of(DOMAIN, server.host(), "ancien.mssante.fr", server.host())),
                RelaySettings.of("mss.pli.test", Space.tls(Space.OURS).getSocketFactory()),
                tls,
                rule,
                Optional.empty(),
                new BackOff(Duration.ofMinutes(1), Duration.ofHours(4), () -> NOW),
                1,
                () -> NOW);
        opened = Optional.of(peers);
        return peers;
    }
}
