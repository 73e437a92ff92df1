package fr.pli.lps;

import static fr.pli.lps.Samples.MARIE;
import static fr.pli.lps.Samples.PAUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withPrecision;

import fr.pli.mss.MssSyntaxException;
import fr.pli.mss.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;

/** What DNS SRV records lead to, asked of a real name server. */
class ServerDiscoveryTest {

    private static final String DOMAIN = "medecin.pli.mssante.fr";
    private static final String IMAPS = "_imaps._tcp." + DOMAIN;
    private static final String IMAP = "_imap._tcp." + DOMAIN;
    private static final String SUBMISSIONS = "_submissions._tcp." + DOMAIN;
    private static final String SUBMISSION = "_submission._tcp." + DOMAIN;

    @TempDir
    private Path folder;

    private NameServer dns;

    @BeforeEach
    void open() throws IOException {
        dns = new NameServer();
    }

    @AfterEach
    void close() throws IOException {
        dns.close();
    }

    @Test
    @Requirement("ECO.1.1.9")
    void mailbox_is_configured_from_srv_records() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            dns.with(IMAPS, 0, 1, house.operator().imap().getFirst().port(), "localhost")
                    .with(
                            SUBMISSIONS,
                            0,
                            1,
                            house.operator().submission().getFirst().port(),
                            "localhost");
            Operator found = ServerDiscovery.at(dns.address()).find(PAUL.domain());

            house.connection(found, MARIE, new Login.Person(() -> "fresh")).send(Samples.letter(PAUL));
            try (Inbox inbox = house.connection(found, PAUL, new Login.Person(() -> "fresh"))
                    .inbox()) {
                assertThat(inbox.list()).hasSize(1);
            }
        }
    }

    @Test
    void tls_from_the_first_octet_comes_first_then_priority() throws IOException {
        dns.with(IMAP, 0, 0, 143, "imap.pli.test")
                .with(IMAPS, 20, 0, 993, "second.pli.test")
                .with(IMAPS, 10, 0, 1993, "first.pli.test")
                .with(SUBMISSION, 0, 0, 587, "smtp.pli.test");
        assertThat(find())
                .containsExactly(
                        "imaps://first.pli.test:1993",
                        "imaps://second.pli.test:993",
                        "imap://imap.pli.test:143",
                        "submission://smtp.pli.test:587");
    }

    @Test
    void target_of_a_dot_says_that_there_is_no_such_service() throws IOException {
        dns.with(IMAPS, 0, 0, 993, ".").with(IMAP, 0, 0, 143, "imap.pli.test");
        assertThat(find()).containsExactly("imap://imap.pli.test:143");
    }

    @Test
    void target_that_is_no_host_name_is_left_out() throws IOException {
        dns.with(IMAPS, 0, 0, 993, "a\\@b.pli.test")
                .with(IMAPS, 1, 0, 0, "zero.pli.test")
                .with(IMAPS, 2, 0, 993, "good.pli.test");
        assertThat(find()).containsExactly("imaps://good.pli.test:993");
    }

    @Test
    void domain_without_records_is_said() {
        assertThatThrownBy(this::find)
                .isInstanceOf(OperatorUnavailableException.class)
                .hasMessage("DNS has no SRV records of mail services for " + DOMAIN);
    }

    @Test
    void name_server_that_fails_is_said() {
        dns.broken();
        assertThatThrownBy(this::find)
                .isInstanceOf(OperatorUnavailableException.class)
                .hasMessage("DNS does not tell _imaps._tcp." + DOMAIN + ".");
    }

    @Test
    void what_is_no_domain_is_refused() {
        assertThatThrownBy(() -> ServerDiscovery.at(dns.address()).find("a".repeat(64) + ".fr"))
                .isInstanceOf(MssSyntaxException.class);
    }

    @Test
    void heavier_server_comes_first_in_proportion_to_its_weight() throws IOException {
        SRVRecord heavy = record(3, "heavy.pli.test.");
        SRVRecord light = record(1, "light.pli.test.");
        Random random = new Random(1);
        long heavyFirst = IntStream.range(0, 4000)
                .filter(_ -> ServerDiscovery.inOrder(List.of(light, heavy), random)
                        .getFirst()
                        .equals(heavy))
                .count();
        assertThat(heavyFirst / 4000.0).isEqualTo(0.75, withPrecision(0.03));
    }

    private List<String> find() throws IOException {
        return ServerDiscovery.at(dns.address()).find(DOMAIN).endpoints().stream()
                .map(Endpoint::toString)
                .toList();
    }

    private static SRVRecord record(int weight, String target) throws IOException {
        return new SRVRecord(
                Name.fromString("_imaps._tcp." + DOMAIN + "."), DClass.IN, 60, 0, weight, 993, Name.fromString(target));
    }
}
