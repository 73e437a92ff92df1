package fr.pli.mss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.ClientConfig.Protocol;
import fr.pli.mss.ClientConfig.Security;
import fr.pli.mss.ClientConfig.Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientConfigTest {

    private static final ClientConfig CONFIG = new ClientConfig(
            List.of("ch-a.mssante.fr"),
            "CH <A> & \"B\"",
            List.of(
                    new Server(Protocol.IMAP, "mail.ch-a.fr", 143, Security.STARTTLS),
                    new Server(Protocol.IMAP, "mail.ch-a.fr", 993, Security.SSL),
                    new Server(Protocol.SMTP, "mail.ch-a.fr", 587, Security.STARTTLS)));

    @Test
    @Requirement("ECO.1.1.9")
    void what_is_written_is_read() throws IOException {
        assertThat(read(CONFIG.xml())).isEqualTo(CONFIG);
        assertThat(CONFIG.xml())
                .contains("<clientConfig version=\"1.1\">", "<username>%EMAILADDRESS%</username>")
                .contains("<authentication>OAuth2</authentication>", "<incomingServer type=\"imap\">")
                .doesNotContain("password");
    }

    @Test
    void domain_is_compared_without_case() {
        assertThat(CONFIG.isFor("CH-A.mssante.fr")).isTrue();
        assertThat(CONFIG.isFor("mssante.fr")).isFalse();
    }

    @Test
    void servers_without_tls_or_of_other_protocols_are_left_out() throws IOException {
        assertThat(read("""
                        <clientConfig version="1.1"><emailProvider id="x"><domain>x.fr</domain>
                          <incomingServer type="pop3"><hostname>a</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
                          <incomingServer type="imap"><hostname>b</hostname><port>143</port><socketType>plain</socketType></incomingServer>
                          <incomingServer type="imap"><hostname>c</hostname><port>x</port><socketType>SSL</socketType></incomingServer>
                          <incomingServer type="IMAP"><hostname>d.%EMAILDOMAIN%</hostname><port>993</port><socketType>ssl</socketType>
                            <oAuth2><issuer>i</issuer></oAuth2></incomingServer>
                          <documentation url="u"><descr>d</descr></documentation>
                        </emailProvider><webMail/></clientConfig>""").servers())
                .containsExactly(new Server(Protocol.IMAP, "d.%EMAILDOMAIN%", 993, Security.SSL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html/>",
                "<clientConfig>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><clientConfig><emailProvider><domain>&e;</domain></emailProvider></clientConfig>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><clientConfig/>",
            })
    void what_is_no_such_file_is_refused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MssSyntaxException.class);
    }

    @Test
    void file_without_end_is_refused() {
        assertThatThrownBy(() -> read("<clientConfig>" + "<a/>".repeat(20_000) + "</clientConfig>"))
                .isInstanceOf(MssSyntaxException.class);
    }

    private static ClientConfig read(String text) throws IOException {
        return ClientConfig.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
