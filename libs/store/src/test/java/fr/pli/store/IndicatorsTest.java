package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.pli.mime.Content;
import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.InsStatus;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaderReader;
import fr.pli.mss.MssHeaders;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.registry.Bal;
import fr.pli.registry.IndicatorFormat;
import fr.pli.registry.Indicators;
import fr.pli.registry.NewBal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IndicatorsTest {

    private static final Actor ADMIN = new Actor("admin", "s0");

    private static TestPostgres postgres;
    private static Node node;
    private static Indicators indicators;

    @BeforeAll
    static void open() {
        postgres = TestPostgres.fresh();
        node = new Node(postgres);
        indicators = new Indicators(node.database());
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void file_looks_as_the_published_sample() throws Exception {
        partition("2020-07-01", "2020-09-01");
        insert(
                "2257301, 1, '2020-07-12 05:36:12.999Z', 'ans@mssante.fr', 'ans-4@mssante.fr', 93185, 'N', '{34112-3,PRESC-BIO,15508-5}', '<idEditeur/idLogiciel/idVersion>'");
        insert(
                "1256321, 1, '2020-08-11 12:55:40Z', 'ans@mssante.fr', 'ans-2@mssante.fr', 21504, 'O', '{34112-3}', '<idEditeur/idLogiciel/idVersion>'");
        assertThat(file("2020-07-01T00:00:00Z", "2020-09-01T00:00:00Z")).isEqualTo("""
                MAIL_ID;EXPEDITEUR;DESTINATAIRE;DATE;TAILLE;INS;CODECDA;NIL
                1256321;ans@mssante.fr;ans-2@mssante.fr;2020-08-11 14:55:40;21;O;34112-3;<idEditeur/idLogiciel/idVersion>
                2257301;ans@mssante.fr;ans-4@mssante.fr;2020-07-12 07:36:12;92;N;34112-3, PRESC-BIO, 15508-5;<idEditeur/idLogiciel/idVersion>
                """.replace("\n", "\r\n"));
        postgres.run("DROP TABLE indicator_from_2020_07_01");
    }

    @Test
    void cell_that_a_spreadsheet_would_compute_is_quoted() throws Exception {
        partition("1999-12-01", "2000-02-01");
        insert("1, 1, '1999-12-31 23:59:59Z', 'a@x', 'b@x', 0, '', '{}', '=HYPERLINK(\"x\";\"é\")'");
        assertThat(file("1999-12-01T00:00:00Z", "2000-02-01T00:00:00Z"))
                .endsWith("\r\n1;a@x;b@x;2000-01-01 00:59:59;1;;;\"=HYPERLINK(\"\"x\"\";\"\"é\"\")\"\r\n");
        postgres.run("DROP TABLE indicator_from_1999_12_01");
    }

    @Test
    void cell_that_a_spreadsheet_would_compute_has_an_apostrophe_before_it_on_request() throws Exception {
        partition("1999-11-01", "2000-02-01");
        insert("1, 1, '1999-12-31 23:59:59Z', '+a@x', 'b@x', 0, '', '{}', '=1+1'");
        assertThat(file("1999-12-01T00:00:00Z", "2000-02-01T00:00:00Z", IndicatorFormat.DEFAULT.neutral(true)))
                .endsWith("\r\n1;\"'+a@x\";b@x;2000-01-01 00:59:59;1;;;\"'=1+1\"\r\n");
        postgres.run("DROP TABLE indicator_from_1999_11_01");
    }

    @Test
    void period_without_a_message_has_the_line_of_columns() throws Exception {
        assertThat(file("2021-01-01T00:00:00Z", "2021-02-01T00:00:00Z"))
                .isEqualTo("MAIL_ID;EXPEDITEUR;DESTINATAIRE;DATE;TAILLE;INS;CODECDA;NIL\r\n");
    }

    @Test
    void period_has_the_rows_of_what_was_accepted_in_it_in_order() throws Exception {
        node.registry().addDomain("ch-a.pli.mssante.fr", ADMIN);
        Bal bal = node.registry()
                .create(NewBal.per(MssAddress.parse("a@ch-a.pli.mssante.fr"), new IdNatPs("899700000001")), ADMIN);
        Instant before = nextSecond();
        long first = take(bal);
        long second = take(bal);
        Instant between = nextSecond();
        take(bal);
        String file = file(before.toString(), between.toString());
        assertThat(file.lines().skip(1).map(line -> line.replaceFirst("^([^;]*);[^;]*;([^;]*);.*", "$1 $2")))
                .containsExactly(
                        first + " a@ch-a.pli.mssante.fr",
                        first + " x@ch-b.mssante.fr",
                        second + " a@ch-a.pli.mssante.fr",
                        second + " x@ch-b.mssante.fr");
        assertThat(file(before.toString(), between.toString())).isEqualTo(file);
    }

    @Test
    void a_summary_counts_messages_once_and_tells_softwares_apart() throws Exception {
        Instant before = now();
        take(headers(List.of("34112-3"), InsStatus.QUALIFIED, "GIE/pli/1"), "x@a.fr", "y@a.fr");
        take(headers(List.of(), InsStatus.QUALIFIED, "GIE/pli/1", HeaderAnomaly.INS_WITHOUT_CODECDA), "x@a.fr");
        take(headers(List.of(), InsStatus.ABSENT, ""), "x@a.fr");
        assertThat(indicators.summary(before, now()))
                .containsExactly(
                        new Indicators.Emitted(Letters.MARIE.domain(), "GIE/pli/1", 2, 3, 2, 1, 1),
                        new Indicators.Emitted(Letters.MARIE.domain(), "", 1, 1, 0, 0, 0));
    }

    @Test
    void messages_with_wrong_headers_are_listed_once_with_their_software() throws Exception {
        Instant before = now();
        take(headers(List.of(), InsStatus.ABSENT, ""), "x@a.fr");
        long one = take(
                headers(List.of(), InsStatus.QUALIFIED, "GIE/pli/1", HeaderAnomaly.INS_WITHOUT_CODECDA),
                "x@a.fr",
                "y@a.fr");
        long other = take(
                headers(
                        List.of("34112-3"),
                        InsStatus.ABSENT,
                        "",
                        HeaderAnomaly.CODECDA_WITHOUT_INS,
                        HeaderAnomaly.NIL_MISSING),
                "x@a.fr");
        assertThat(indicators.anomalous(before, now(), 0, 10))
                .extracting(Indicators.Anomalous::mailId, Indicators.Anomalous::nil, Indicators.Anomalous::anomalies)
                .containsExactly(
                        tuple(one, "GIE/pli/1", List.of("INS_WITHOUT_CODECDA")),
                        tuple(other, "", List.of("CODECDA_WITHOUT_INS", "NIL_MISSING")));
        assertThat(indicators.anomalous(before, now(), one, 10)).hasSize(1);
        assertThat(indicators.anomalous(before, now(), 0, 1)).hasSize(1);
    }

    @Test
    void the_month_before_and_a_year_to_come_have_their_partitions_and_making_them_again_changes_nothing()
            throws Exception {
        String count = "SELECT count(*) FROM pg_inherits WHERE inhparent IN ('indicator'::regclass, 'audit'::regclass)";
        indicators.prepareMonths();
        assertThat(postgres.ask(count)).containsExactly("28");
    }

    @Test
    void a_month_that_was_over_long_ago_is_forgotten() throws Exception {
        YearMonth now = YearMonth.now(ZoneId.of("Europe/Paris"));
        YearMonth month = now.minusMonths(5);
        String old = "indicator_" + DateTimeFormatter.ofPattern("uuuu_MM").format(month);
        postgres.run("CREATE TABLE " + old + " (LIKE indicator INCLUDING DEFAULTS)");
        postgres.run(
                "ALTER TABLE indicator ATTACH PARTITION " + old + " FOR VALUES FROM ('2020-01-01') TO ('2020-02-01')");
        assertThat(indicators.holds(month)).isTrue();
        assertThat(indicators.forget(month)).isTrue();
        assertThat(indicators.holds(month)).isFalse();
        assertThat(indicators.forget(month)).isFalse();
        assertThat(indicators.forget(now.minusMonths(1)))
                .as("its file may not be there")
                .isFalse();
        assertThat(indicators.holds(now.minusMonths(1))).isTrue();
    }

    private static long take(Bal bal) throws NotTakenException {
        try (Content content = Letters.about("counted")) {
            return node.acceptance().take(Letters.from(content, Letters.to(bal), Letters.to("x@ch-b.mssante.fr")));
        }
    }

    private static long take(MssHeaderReader.Reading headers, String... to) throws NotTakenException {
        List<Recipient> recipients = Arrays.stream(to).map(Letters::to).toList();
        try (Content content = Letters.about("summed")) {
            return node.acceptance()
                    .take(new Delivery(
                            Envelope.of(Letters.MARIE, recipients),
                            content,
                            Optional.of(headers),
                            AuditEntry.done(ADMIN, "submitted", "")));
        }
    }

    private static MssHeaderReader.Reading headers(
            List<String> codes, InsStatus ins, String nil, HeaderAnomaly... anomalies) {
        return new MssHeaderReader.Reading(new MssHeaders(codes, ins, nil, false), List.of(anomalies));
    }

    private static Instant now() throws Exception {
        return java.time.OffsetDateTime.parse(
                        postgres.ask("SELECT to_char(clock_timestamp(), 'YYYY-MM-DD\"T\"HH24:MI:SS.USOF:00')")
                                .getFirst())
                .toInstant();
    }

    /** The beginning of a second, once it has come: periods are whole seconds. */
    private static Instant nextSecond() throws Exception {
        Instant next = now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        postgres.ask("SELECT pg_sleep_until('" + next + "')");
        return next;
    }

    private static void partition(String from, String to) throws Exception {
        postgres.run("CREATE TABLE indicator_from_" + from.replace('-', '_')
                + " PARTITION OF indicator FOR VALUES FROM ('" + from + "') TO ('" + to + "')");
    }

    private static void insert(String values) throws Exception {
        postgres.run(
                "INSERT INTO indicator (mail_id, recipient_no, accepted_at, sender, recipient, size, ins, codes, nil) VALUES ("
                        + values + ")");
    }

    private static String file(String from, String to) throws IOException {
        return file(from, to, IndicatorFormat.DEFAULT);
    }

    private static String file(String from, String to, IndicatorFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        indicators.write(Instant.parse(from), Instant.parse(to), format, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
