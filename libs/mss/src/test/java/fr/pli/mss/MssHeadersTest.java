package fr.pli.mss;

import static fr.pli.mss.HeaderAnomaly.CODECDA_DIFFERS;
import static fr.pli.mss.HeaderAnomaly.CODECDA_WITHOUT_INS;
import static fr.pli.mss.HeaderAnomaly.CODECDA_WITHOUT_XDM;
import static fr.pli.mss.HeaderAnomaly.DUPLICATE;
import static fr.pli.mss.HeaderAnomaly.FIN_TO_PROFESSIONAL;
import static fr.pli.mss.HeaderAnomaly.INS_DIFFERS;
import static fr.pli.mss.HeaderAnomaly.INS_LOWER_CASE;
import static fr.pli.mss.HeaderAnomaly.INS_WITHOUT_CODECDA;
import static fr.pli.mss.HeaderAnomaly.LEADING_EQUALS;
import static fr.pli.mss.HeaderAnomaly.NIL_MISSING;
import static fr.pli.mss.HeaderAnomaly.OUTSIDE_GRAMMAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MssHeadersTest {

    private static final MailFacts TWO_CDA = new MailFacts(List.of("34112-3", "15508-5"), true, true, false);
    private static final MailFacts NO_XDM = new MailFacts(List.of(), false, true, false);

    @Test
    @Requirement("ECO.2.4.1")
    @Requirement("ECO.2.4.2")
    @Requirement("ECO.2.4.3")
    @Requirement("SEED-19")
    @Requirement("SEED-20")
    void all_four_are_written_as_the_seed_shows_them() {
        MssHeaders headers = new MssHeaders(
                List.of("34112-3", "PRESC-BIO", "15508-5"),
                InsStatus.QUALIFIED,
                "<idEditeur/idLogiciel/idVersion>",
                true);
        assertThat(headers.fields())
                .containsExactly(
                        Map.entry("X-MSS-CODECDA", "34112-3, PRESC-BIO, 15508-5"),
                        Map.entry("X-MSS-INS", "O"),
                        Map.entry("X-MSS-NIL", "<idEditeur/idLogiciel/idVersion>"),
                        Map.entry("X-MSS-MES", "FIN"));
    }

    @Test
    void absent_ones_are_not_written() {
        assertThat(new MssHeaders(List.of(), InsStatus.ABSENT, "DEV935997", false).fields())
                .containsExactly(Map.entry("X-MSS-NIL", "DEV935997"));
    }

    @Test
    void what_is_written_reads_back() {
        MssHeaders headers = new MssHeaders(List.of("34112-3", "REMB"), InsStatus.NOT_QUALIFIED, "DEV935997", true);
        MssHeaderReader reader = new MssHeaderReader();
        headers.fields().forEach(reader::field);
        assertThat(reader.end()).isEqualTo(new MssHeaderReader.Reading(headers, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "34112-3, PRESC-BIO, 15508-5",
                "34112-3,PRESC-BIO,15508-5",
                " 34112-3 ,\tPRESC-BIO ,15508-5 ",
                "34112-3,\r\n PRESC-BIO,\r\n\t15508-5",
                "34112-3,\n PRESC-BIO, 15508-5"
            })
    void codes_are_read_with_any_blanks_and_folds(String value) {
        assertThat(read("x-mss-codecda", value).headers().codes()).containsExactly("34112-3", "PRESC-BIO", "15508-5");
    }

    @ParameterizedTest
    @CsvSource({"X-MSS-CODECDA", "X-MSS-INS", "X-MSS-NIL", "X-MSS-MES"})
    void what_is_outside_the_grammar_counts_as_absent(String name) {
        for (String value : List.of("", "   ", "é", "a b", "Y\u0001", "1,, 2", "\r\nBcc: x")) {
            MssHeaderReader.Reading reading = read(name, value);
            assertThat(reading.anomalies()).as(value).contains(OUTSIDE_GRAMMAR);
            assertThat(reading.headers().fields()).as(value).isEmpty();
        }
    }

    @Test
    void sign_of_the_examples_is_an_anomaly_and_no_value() {
        MssHeaderReader.Reading reading = read("X-MSS-CODECDA", " = 34112-3");
        assertThat(reading.headers().codes()).containsExactly("34112-3");
        assertThat(reading.anomalies()).containsExactly(LEADING_EQUALS, CODECDA_WITHOUT_INS);
    }

    @Test
    void lower_case_ins_is_read_with_a_warning() {
        MssHeaderReader.Reading reading = read("X-MSS-INS", "o");
        assertThat(reading.headers().ins()).isEqualTo(InsStatus.QUALIFIED);
        assertThat(reading.anomalies()).containsExactly(INS_LOWER_CASE, INS_WITHOUT_CODECDA);
    }

    @Test
    @Requirement("ECO.2.2.8")
    void only_fin_in_capitals_ends_the_exchange() {
        assertThat(read("X-MSS-MES", "FIN").headers().fin()).isTrue();
        assertThat(read("X-MSS-MES", "fin").headers().fin()).isFalse();
    }

    @Test
    void first_of_two_counts() {
        MssHeaderReader reader = new MssHeaderReader();
        reader.field("X-MSS-NIL", "first");
        reader.field("x-mss-nil", "second");
        assertThat(reader.end().headers().nil()).isEqualTo("first");
        assertThat(reader.end().anomalies()).containsExactly(DUPLICATE);
    }

    @Test
    void headers_that_tell_the_truth_have_no_anomaly() {
        assertThat(headers(List.of("15508-5", "34112-3"), InsStatus.QUALIFIED, "DEV1", false)
                        .anomaliesOn(TWO_CDA))
                .isEmpty();
        assertThat(headers(List.of(), InsStatus.ABSENT, "DEV1", false).anomaliesOn(NO_XDM))
                .isEmpty();
    }

    @Test
    void headers_that_lie_are_found_out() {
        assertThat(headers(List.of("34112-3"), InsStatus.NOT_QUALIFIED, "", true)
                        .anomaliesOn(TWO_CDA))
                .containsExactly(CODECDA_DIFFERS, INS_DIFFERS, FIN_TO_PROFESSIONAL, NIL_MISSING);
        assertThat(headers(List.of("34112-3"), InsStatus.QUALIFIED, "DEV1", false)
                        .anomaliesOn(NO_XDM))
                .containsExactly(CODECDA_WITHOUT_XDM);
    }

    @Test
    @Requirement("SEED-22")
    void webmail_is_exempt_from_nil() {
        assertThat(headers(List.of(), InsStatus.ABSENT, "", false)
                        .anomaliesOn(new MailFacts(List.of(), false, true, true)))
                .isEmpty();
    }

    @Test
    void no_other_header_gets_in() {
        assertThatThrownBy(() -> headers(List.of("1\r\nBcc: x"), InsStatus.ABSENT, "", false))
                .isInstanceOf(MssSyntaxException.class);
        assertThatThrownBy(() -> headers(List.of(), InsStatus.ABSENT, "a\r\nBcc: x", false))
                .isInstanceOf(MssSyntaxException.class);
    }

    private static MssHeaders headers(List<String> codes, InsStatus ins, String nil, boolean fin) {
        return new MssHeaders(codes, ins, nil, fin);
    }

    private static MssHeaderReader.Reading read(String name, String value) {
        MssHeaderReader reader = new MssHeaderReader();
        reader.field(name, value);
        reader.field("Subject", "X-MSS-INS: O");
        return reader.end();
    }
}
