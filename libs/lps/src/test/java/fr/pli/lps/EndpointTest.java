package fr.pli.lps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.MssSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @Test
    void url_names_service_host_and_port() {
        assertThat(Endpoint.parse("imaps://imap.exemple.mssante.fr:1993"))
                .isEqualTo(new Endpoint(MailService.IMAPS, "imap.exemple.mssante.fr", 1993))
                .hasToString("imaps://imap.exemple.mssante.fr:1993");
    }

    @Test
    void port_may_be_that_of_the_service() {
        assertThat(Endpoint.parse("submission://smtp.exemple.mssante.fr").port())
                .isEqualTo(587);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "imap.pli.test:993",
                "smtp://a:25",
                "https://a",
                "imaps://",
                "imaps://a:0",
                "imaps://a:65536",
                "imaps://a b",
                "imaps://a..b",
                "imaps://user@a",
                "imaps://a/b",
                "IMAPS://a",
                "imaps://a:99999999999"
            })
    void anything_else_is_refused(String url) {
        assertThatThrownBy(() -> Endpoint.parse(url)).isInstanceOf(MssSyntaxException.class);
    }
}
