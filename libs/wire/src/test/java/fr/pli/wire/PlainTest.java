package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.MssAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"|labo@ch.fr|", "|labo@ch.fr|any password", "labo@ch.fr|labo@ch.fr|", "LABO@ch.fr|labo@ch.fr|x"})
    void login_is_the_mailbox_whatever_the_password(String message) throws SaslSyntaxException {
        assertThat(Plain.mailbox(octets(message))).isEqualTo(MssAddress.parse("labo@ch.fr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|", "||", "labo@ch.fr", "|labo@ch.fr", "|labo@ch.fr|x|y", "other@ch.fr|labo@ch.fr|x"})
    void any_other_form_is_malformed(String message) {
        assertThatThrownBy(() -> Plain.mailbox(octets(message)))
                .isInstanceOfSatisfying(
                        SaslSyntaxException.class, e -> assertThat(e.reason()).isEqualTo(Reason.RESPONSE_MALFORMED));
    }

    private static byte[] octets(String message) {
        return message.replace('|', '\0').getBytes(StandardCharsets.UTF_8);
    }
}
