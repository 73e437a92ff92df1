package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message has come to: accepted, refused for good, or neither. */
class RelayReplyTest {

    @ParameterizedTest
    @CsvSource({"250, true, false", "354, false, false", "421, false, false", "451, false, false", "550, false, true"})
    void only_2yz_accepts_and_only_5yz_is_for_good(int code, boolean positive, boolean permanent) {
        RelayReply reply = new RelayReply(code, "", "");
        assertThat(reply.isPositive()).isEqualTo(positive);
        assertThat(reply.isPermanent()).isEqualTo(permanent);
    }
}
