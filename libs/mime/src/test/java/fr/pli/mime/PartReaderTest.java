package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of a part that is written against the rules. */
class PartReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base64 | cmXDp3U= | re\u00e7u",
                "base64 | cmXDp3U | re\u00e7u",
                "BASE-64 | cmXDp3U= | re\u00e7u",
                "x-base64; a=b | cmXDp3U= | re\u00e7u",
                "quoted-printable | re=C3=A7u | re\u00e7u",
                "quotedprintable | re=C3=A7u | re\u00e7u",
                "7-bit | recu | recu",
                "8bit | re\u00e7u | re\u00e7u",
                "rot13 | erph | erph",
                "'' | recu | recu"
            })
    void encoding_is_known_by_its_letters(String encoding, String body, String text) {
        PartReader reader = reader("Content-Transfer-Encoding: " + encoding, body.getBytes(StandardCharsets.UTF_8));
        assertThat(reader.text(reader.root())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, UTF-8",
        "'', UTF-8",
        "us-ascii, UTF-8",
        "zzz, UTF-8",
        "utf-8, windows-1252",
        "iso-8859-1, windows-1252",
        "iso-8859-15, ISO-8859-15",
        "utf-16be, UTF-16BE"
    })
    void text_is_read_in_its_charset_or_in_what_it_most_likely_is(String said, String charset) {
        PartReader reader =
                reader("Content-Type: text/plain; charset=" + said, "reçu".getBytes(Charset.forName(charset)));
        assertThat(reader.text(reader.root())).isEqualTo("reçu");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: a/b; name=x.pdf | x.pdf",
                "Content-Type: a/b; name=\"=?utf-8?q?=C3=A9?=.pdf\" | é.pdf",
                "Content-Type: a/b; name*=utf-8''%C3%A9.pdf | é.pdf",
                "Content-Type: a/b; name*=windows-1252'fr'%E9.pdf | é.pdf",
                "Content-Type: a/b; name*=zzz''%C3%A9.pdf | é.pdf",
                "Content-Type: a/b; name*=%C3%A9%zz%.pdf | é%zz%.pdf",
                "Content-Type: a/b; name*0*=utf-8''%C3; name*1*=%A9; name*2=.pdf | é.pdf",
                "Content-Type: a/b; name*0=a; name*1=b; name*3=d | ab",
                "Content-Type: a/b; name=y.pdf; name*=utf-8''x.pdf | x.pdf",
                "Content-Disposition: inline; filename=x.pdf | x.pdf"
            })
    void name_of_a_file_is_what_its_writer_meant(String field, String name) {
        assertThat(PartReader.fileName(reader(field, new byte[0]).root())).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: text/plain", "Content-Type: a/b; name=\"  \"", "Content-Disposition: ;;="})
    void part_without_a_name_has_none(String field) {
        assertThat(PartReader.fileName(reader(field, new byte[0]).root())).isEmpty();
    }

    @Test
    void disposition_of_a_file_goes_before_its_type() {
        PartReader reader = reader(
                "Content-Type: a/b; name=type.pdf\r\nContent-Disposition: ATTACHMENT; filename=place.pdf", new byte[0]);
        assertThat(PartReader.fileName(reader.root())).contains("place.pdf");
        assertThat(PartReader.isAttachment(reader.root())).isTrue();
        assertThat(PartReader.isAttachment(
                        reader("Content-Disposition: inline", new byte[0]).root()))
                .isFalse();
    }

    private static PartReader reader(String header, byte[] body) {
        byte[] start = (header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[start.length + body.length];
        System.arraycopy(start, 0, message, 0, start.length);
        System.arraycopy(body, 0, message, start.length, body.length);
        return new PartReader(message);
    }
}
