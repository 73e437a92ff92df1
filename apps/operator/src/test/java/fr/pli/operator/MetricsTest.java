package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.wire.Transcripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Prometheus finds. */
class MetricsTest {

    private static final Path PAGE = Path.of("../../docs/operator/README.md");
    private static final Pattern NAME = Pattern.compile("`((?:pli|hikaricp)_[a-z0-9_]+)`");

    @BeforeAll
    static void something_happens() throws Exception {
        for (String file : List.of("persons/expired-token-smtp", "submission/accepted", "persons/bal-org-by-right")) {
            Path transcript =
                    Path.of(Objects.requireNonNull(MetricsTest.class.getResource("/operator/" + file + ".txt"))
                            .toURI());
            Transcripts.play(transcript, () -> new Scenery().stage());
        }
    }

    @Test
    void every_metric_that_is_explained_is_served() throws Exception {
        TreeSet<String> explained = NAME.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(explained).hasSizeGreaterThan(15);
        String served = metrics();
        assertThat(explained)
                .allSatisfy(name -> assertThat(served).containsPattern("(?m)^" + name + "(_count|_bucket)?(\\{| )"));
    }

    @Test
    void every_metric_of_ours_that_is_served_is_explained() throws Exception {
        String page = Files.readString(PAGE);
        assertThat(Pattern.compile("(?m)^# TYPE (pli_[a-z0-9_]+) ")
                        .matcher(metrics())
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .filter(name -> !name.endsWith("_max")))
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void logins_are_counted_by_entry_protocol_and_outcome() throws Exception {
        assertThat(metrics())
                .contains("pli_logins_total{entry=\"persons\",outcome=\"token-expired\",protocol=\"smtp\"}")
                .contains("pli_logins_total{entry=\"persons\",outcome=\"granted\",protocol=\"imap\"}");
    }

    @Test
    void what_is_wrong_about_the_x_mss_headers_is_counted() throws Exception {
        assertThat(metrics()).contains("pli_mss_anomalies_total{anomaly=\"codecda-without-ins\"}");
    }

    @Test
    void no_label_holds_an_address_or_an_identifier() throws Exception {
        assertThat(metrics()).doesNotContain("@", People.MARIE.value(), People.LABORATORY.value());
    }

    private static String metrics() throws IOException, InterruptedException {
        return House.only().api("metrics").get("/actuator/prometheus").body();
    }
}
