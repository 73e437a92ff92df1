package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldCutTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            To           | <a@b.fr>, "D, \\" (c" <d@e.fr>, paul@hop      | <a@b.fr>, "D, \\" (c" <d@e.fr>
            cc           | a@b.fr (x, y), c                            | a@b.fr (x, y)
            From         | jean.dupont@hopital.mssante.f               | ``
            References   | <1@a> <2@a> <3@                             | <1@a> <2@a>
            Message-ID   | <1@                                         | ``
            Content-Type | multipart/mixed; a="b;c"; boundary="=_par   | multipart/mixed; a="b;c"
            Subject      | Bilan =?utf-8?q?caf=C3=A9?= =?utf-8?q?no    | Bilan =?utf-8?q?caf=C3=A9?=
            Subject      | Bilan du 12                                 | Bilan du 12
            X-MSS-INS    | O et                                        | O et
            """)
    void value_ends_behind_its_last_whole_element(String name, String value, String expected) {
        assertThat(FieldCut.atElement(name, value).strip()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"To", "Cc", "Bcc", "From", "Reply-To", "Sender", "Disposition-Notification-To"})
    void no_address_is_invented_at_the_cut(String field) {
        String one = "<paul.durand@hopital-du-nord.mssante.fr>, ";
        for (int shift = 0; shift < one.length(); shift++) {
            Part message = root(field + ": " + "a".repeat(shift) + "@x.fr, " + one.repeat(3000) + "\r\n\r\n");
            assertThat(message.complete()).isFalse();
            assertThat(AddressList.parse(message.header(field).orElseThrow()).stream()
                            .skip(1))
                    .hasSizeGreaterThan(1000)
                    .containsOnly(new Address.Mailbox("", "", "paul.durand", "hopital-du-nord.mssante.fr"));
        }
    }

    @Test
    void no_id_is_invented_at_the_cut() {
        Part message = root("References: " + "<0123456789@a.mssante.fr>\r\n ".repeat(4000) + "\r\n\r\n");
        assertThat(message.header("References").orElseThrow()).endsWith("<0123456789@a.mssante.fr>");
        assertThat(message.complete()).isFalse();
    }

    @Test
    void no_boundary_is_invented_at_the_cut() {
        Part message = root("Content-Type: multipart/mixed; x=\"" + "y".repeat(HeaderReader.LONGEST_VALUE - 60)
                + "\"; boundary=\"" + "b".repeat(100) + "\"\r\n\r\n--bbbb\r\n\r\nx\r\n");
        assertThat(message.mediaType().parameters().get("boundary")).isEmpty();
    }

    private static Part root(String message) {
        return MessageScanner.scan(message.getBytes(StandardCharsets.ISO_8859_1))
                .root();
    }
}
