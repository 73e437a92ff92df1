package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.smtp.SmtpRefusal;
import fr.pli.tls.CertificateVerdict;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalsTest {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.operator.refusals", Locale.ROOT);

    @ParameterizedTest
    @EnumSource
    void each_says_in_french_and_in_english_what_is_wrong(Refusals one) {
        SmtpRefusal refusal = one.refusal();
        assertThat(refusal.reply().text()).isEqualTo(TEXTS.getString(refusal.reason()));
        assertThat(refusal.reply().text().split(" / ", -1)).hasSize(2).doesNotContain("");
    }

    @ParameterizedTest
    @EnumSource
    void the_first_digits_of_both_codes_agree(Refusals one) {
        assertThat(one.refusal().reply().enhanced())
                .startsWith(one.refusal().reply().code() / 100 + ".");
    }

    @ParameterizedTest
    @EnumSource
    void each_cause_to_refuse_the_certificate_of_a_peer_has_its_refusal(CertificateVerdict.Cause cause) {
        assertThat(Refusals.valueOf("PEER_" + cause).refusal().reply().code()).isEqualTo(550);
    }

    @Test
    void no_text_is_left_over() {
        assertThat(TEXTS.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Refusals.values())
                        .map(one -> one.refusal().reason())
                        .toList());
    }
}
