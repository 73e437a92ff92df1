package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.MssAddress;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.SmtpClient;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.tls.ClientTls;
import fr.pli.tls.ServerTrust;
import fr.pli.wire.ComputingTime;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MAIL FROM of other operators. */
class ExchangeReceptionTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final String DOMAIN = "ch-b.mssante.fr";
    private static final Optional<String> NULL = Optional.empty();
    private static final Map<String, LocalDate> NO_EXCEPTION = Map.of();

    @TempDir
    private Path folder;

    @AfterEach
    void serveAgain() {
        Space.IGC.crl().on();
        Space.IGC.ocsp().on();
    }

    @Test
    void a_listed_peer_may_send_from_its_domain_and_from_nobody() throws Exception {
        assertThat(begin(NO_EXCEPTION, "TLSv1.3 X", Optional.of("a@" + DOMAIN))).isEqualTo("begun");
        assertThat(begin(NO_EXCEPTION, "TLSv1.3 X", NULL)).isEqualTo("begun");
    }

    @Test
    void a_listed_peer_may_not_send_from_another_domain() throws Exception {
        assertThat(begin(NO_EXCEPTION, "TLSv1.3 X", Optional.of("a@autre.mssante.fr")))
                .isEqualTo("550 5.7.1 peer-not-listed");
    }

    @Test
    void an_old_tls_is_refused_whether_the_sender_is_somebody_or_nobody() throws Exception {
        assertThat(begin(NO_EXCEPTION, "TLSv1.2 X", Optional.of("a@" + DOMAIN)))
                .isEqualTo("451 4.7.10 peer-tls-too-old");
        assertThat(begin(NO_EXCEPTION, "TLSv1.2 X", NULL)).isEqualTo("451 4.7.10 peer-tls-too-old");
    }

    @Test
    void an_old_tls_of_nobody_is_taken_only_from_a_peer_with_an_exception_that_holds() throws Exception {
        LocalDate later = LocalDate.of(2026, 12, 31);
        assertThat(begin(Map.of(DOMAIN, later), "TLSv1.2 X", NULL)).isEqualTo("begun");
        assertThat(begin(Map.of("autre.mssante.fr", later), "TLSv1.2 X", NULL))
                .isEqualTo("451 4.7.10 peer-tls-too-old");
        assertThat(begin(Map.of(DOMAIN, LocalDate.of(2026, 11, 28)), "TLSv1.2 X", NULL))
                .isEqualTo("451 4.7.10 peer-tls-too-old");
    }

    @Test
    void a_peer_whose_revocation_nobody_knows_is_asked_to_come_again() throws Exception {
        assertThat(begin(Space.ruleWithoutRevocation(folder), NullSender.LISTED, NO_EXCEPTION, "TLSv1.3 X", NULL))
                .isEqualTo("451 4.7.5 peer-unknown");
    }

    @Test
    void nobody_is_refused_where_that_is_configured() throws Exception {
        assertThat(begin(Space.rule(folder), NullSender.REFUSED, NO_EXCEPTION, "TLSv1.3 X", NULL))
                .isEqualTo("550 5.7.1 null-sender");
    }

    private String begin(Map<String, LocalDate> exceptions, String tls, Optional<String> from) throws Exception {
        return begin(Space.rule(folder), NullSender.LISTED, exceptions, tls, from);
    }

    private String begin(
            PeerRule rule, NullSender nullSender, Map<String, LocalDate> exceptions, String tls, Optional<String> from)
            throws Exception {
        SmtpClient client = new SmtpClient(
                "s1",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 25),
                "peer",
                tls,
                Space.PEER.chain(),
                new ComputingTime(),
                Optional.empty());
        MailParameters none =
                new MailParameters(OptionalLong.empty(), false, false, Optional.empty(), Optional.empty());
        try (ListeBlancheKeeper keeper = keeper()) {
            ExchangeReception reception = new ExchangeReception(
                    rule,
                    new TrustSpace(Optional.of(keeper)),
                    new TlsTrajectory(List.of("TLSv1.3"), exceptions, () -> NOW),
                    nullSender,
                    (_, _, _, _) -> new Begun(),
                    1000);
            reception.mailFrom(client, from.map(MssAddress::parse), none).close();
            return "begun";
        } catch (SmtpRefusal refusal) {
            return String.valueOf(refusal.getMessage());
        }
    }

    /** A keeper whose list lies on the disk; it fetches none. */
    private ListeBlancheKeeper keeper() throws Exception {
        ListeBlancheCopies copies = new ListeBlancheCopies(folder.resolve("lists"));
        Path file = copies.blank();
        Files.writeString(file, Space.listText(DOMAIN));
        copies.keep(file, ListeBlancheCopies.read(file));
        Path root = Space.IGC.write(folder).resolve("root.pem");
        return ListeBlancheKeeper.open(
                ListeBlancheSettings.of(URI.create("https://localhost/liste.xml"), folder.resolve("lists")),
                ClientTls.context(new ServerTrust.Roots("pli.whitelist.anchors", root)),
                () -> NOW,
                new ListeBlancheListener() {});
    }

    private record Begun() implements Incoming {
        @Override
        public void rcptTo(MssAddress to, RcptParameters parameters) {}

        @Override
        public OutputStream body() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public String commit() {
            return "1";
        }

        @Override
        public void close() {}
    }
}
