package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageMatcherTest {

    private static final ScannedMessage MESSAGE = ScannedMessage.of("""
            From: =?utf-8?Q?H=C3=A9l=C3=A8ne?= MARTIN <helene@a.fr>
            Subject: Compte rendu
            Date: Wed, 20 Feb 2024 23:30:00 -0400
            X-Other: =?utf-8?Q?=C3=A9tage?= 3,
             porte B
            Content-Type: multipart/mixed; boundary=b

            preamble
            --b
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Le caf=E9 est pr=EAt, la suite arri=
            ve.
            --b
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: base64

            PHA+cmVuZGV6LXZvdXMgw6AgbWlkaTwvcD4=
            --b
            Content-Type: application/pdf; name=radio.pdf
            Content-Transfer-Encoding: base64

            c2VjcmV0
            --b
            Content-Type: message/rfc822

            Subject: message joint
            X-Deep: profondeur

            texte joint
            --b--
            """);

    @ParameterizedTest
    @CsvSource(textBlock = """
            From,     hélène martin,   true
            From,     HELENE@A.FR,     true
            Subject,  rendu,           true
            Subject,  joint,           false
            X-OTHER,  'étage 3, porte', true
            X-Other,  '',              true
            To,       '',              false
            X-Deep,   '',              false
            """)
    void field_of_the_header(String name, String text, boolean found) throws IOException {
        assertThat(matcher().header(name, new SearchText(text))).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            CAFÉ EST PRÊT,    true,  true
            la suite arrive,  true,  true
            RENDEZ-VOUS à,    true,  true
            texte joint,      true,  true
            message joint,    false, true
            profondeur,       false, true
            radio.pdf,        false, true
            x-other: étage,   false, true
            hélène,           false, true
            secret,           false, false
            preamble,         false, false
            """)
    void text_of_the_body_and_of_all(String text, boolean inBody, boolean inText) throws IOException {
        assertThat(matcher().body(new SearchText(text))).isEqualTo(inBody);
        assertThat(matcher().text(new SearchText(text))).isEqualTo(inText);
    }

    @Test
    void day_is_the_senders() {
        assertThat(matcher().sentDay()).hasToString("Optional[2024-02-20]");
    }

    @Test
    void text_of_no_charset_or_an_unknown_one_is_utf_8_or_windows_1252() throws IOException {
        byte[] latin = "Content-Type: text/plain; charset=x-none\n\ncaf\u00e9 caf\u00c3\u00a8"
                .getBytes(StandardCharsets.ISO_8859_1);
        ScannedMessage message = new ScannedMessage(latin);
        MessageMatcher matcher = new MessageMatcher(message.index(), message.source());
        assertThat(matcher.body(new SearchText("café cafè"))).isTrue();
    }

    @Test
    void text_is_searched_across_the_pieces_in_which_it_comes() throws IOException {
        ScannedMessage message =
                ScannedMessage.of("Content-Type: text/plain; charset=utf-8\n\n" + "é".repeat(9_999) + "aiguille");
        BodySource slow = (offset, length, out) -> {
            for (long i = offset; i < offset + length; i++) {
                message.source().copy(i, 1, out);
            }
        };
        assertThat(new MessageMatcher(message.index(), slow).body(new SearchText("ÉÉaiguille")))
                .isTrue();
    }

    @Test
    void parts_close_together_are_asked_for_at_once() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        BodySource counting = (offset, length, out) -> {
            asked.incrementAndGet();
            MESSAGE.source().copy(offset, length, out);
        };
        new MessageMatcher(MESSAGE.index(), counting).text(new SearchText("nowhere"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void message_that_went_away_holds_nothing() throws IOException {
        MessageMatcher matcher = new MessageMatcher(MESSAGE.index(), (offset, length, out) -> {});
        assertThat(matcher.text(new SearchText("rendu"))).isFalse();
        assertThat(matcher.signature()).isEmpty();
    }

    @Test
    void signature_is_of_headers_and_text_whatever_was_asked() throws IOException {
        MessageMatcher matcher = matcher();
        assertThat(matcher.body(new SearchText("nowhere"))).isFalse();
        byte[] ofBody = matcher.signature().orElseThrow().bits();
        assertThat(matcher.text(new SearchText("nowhere"))).isFalse();
        assertThat(matcher.signature().orElseThrow().bits()).isEqualTo(ofBody);
    }

    @Test
    void message_that_was_not_read_to_its_end_gives_no_signature() throws IOException {
        MessageMatcher matcher = matcher();
        assertThat(matcher.body(new SearchText("rendez-vous"))).isTrue();
        assertThat(matcher.signature()).isEmpty();
    }

    private static MessageMatcher matcher() {
        return new MessageMatcher(MESSAGE.index(), MESSAGE.source());
    }

    @ParameterizedTest
    @CsvSource({
        "From, user@domain.org, true",
        "from, USER@DOMAIN, true",
        "From, (c), true",
        "From, Réunion <user, true",
        "From, user@x, false",
        "Subject, user@domain.org, false",
        "To, équipe, true",
        "To, a@b.fr, true"
    })
    void addresses_are_found_as_envelope_tells_them_too(String field, String text, boolean expected)
            throws IOException {
        ScannedMessage message = ScannedMessage.of("""
                From: =?utf-8?Q?R=C3=A9union?= <user (c)@ (c) domain.org>
                To: =?utf-8?Q?=C3=A9quipe?= : a @ b.fr;
                Subject: user (c)@ (c) domain.org

                """);
        MessageMatcher matcher = new MessageMatcher(message.index(), message.source());
        assertThat(matcher.header(field, new SearchText(text))).isEqualTo(expected);
    }
}
