package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPreviewTest {

    @Test
    void a_text_comes_on_one_line() throws IOException {
        assertThat(preview("Subject: x\n\n  Bonjour,\n\n\tvoici  le\nbilan.\n")).isEqualTo("Bonjour, voici le bilan.");
    }

    @Test
    void it_is_decoded_from_its_encoding_and_charset() throws IOException {
        assertThat(
                        preview(
                                "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nr=E9sultat=\ns\n"))
                .isEqualTo("résultats");
        assertThat(preview("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nw6l0w6k=\n"))
                .isEqualTo("été");
    }

    @Test
    void plain_text_goes_before_html_and_an_attachment_is_passed_over() throws IOException {
        String parts = """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain
                Content-Disposition: attachment; filename=a.txt

                attached
                --b
                Content-Type: multipart/alternative; boundary=c

                --c
                Content-Type: text/html

                <p>html</p>
                --c
                Content-Type: text/plain

                plain
                --c--
                --b--
                """;
        assertThat(preview(parts)).isEqualTo("plain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><head><title>t</title><style>p {color: red}</style></head><body><p>Un</p><p>deux</p>|Un deux",
                "<!-- a > b --><B>r&eacute;sultat&nbsp;: 3 &lt; 4 &amp; &#233;t&#xE9; &unknown; &#xFFFFFFF;|résultat : 3 < 4 & été &unknown; &#xFFFFFFF;",
                "<script>if (a < b) { '</p>' }</script>vu|vu",
                "2 < 3 et 4 > 3|2 < 3 et 4 > 3",
                "avant <a href='x|avant",
            })
    void of_html_the_markup_is_taken_off(String html, String text) throws IOException {
        assertThat(preview("Content-Type: text/html\n\n" + html + "\n")).isEqualTo(text);
    }

    @Test
    void where_there_is_no_text_there_is_none() throws IOException {
        assertThat(preview("Content-Type: application/pdf\n\n%PDF\n")).isEmpty();
        assertThat(preview("Content-Type: message/rfc822\n\nSubject: inside\n\ntext\n"))
                .isEmpty();
        assertThat(preview("Content-Transfer-Encoding: x-unknown\n\ntext\n")).isEmpty();
        assertThat(preview("Subject: x\n\n")).isEmpty();
        assertThat(preview("Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n")).isEmpty();
    }

    @Test
    void it_has_two_hundred_characters_at_most_and_no_half_one() throws IOException {
        String preview = preview("Subject: x\n\n" + "😀".repeat(300) + "\n");
        assertThat(preview.codePointCount(0, preview.length())).isEqualTo(200);
        assertThat(preview("Content-Type: text/html\n\n<style>" + "x".repeat(32 * 1024 - 10) + "</style>é"))
                .isEmpty();
    }

    @Test
    void what_a_terminal_would_obey_is_left_out() throws IOException {
        assertThat(preview("Subject: x\n\na\u001b[31mb\u202Ec\u0000d\u200be\n")).isEqualTo("a[31mbcde");
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(strings = {"<", "<!--", "&", "<style>", "</", "<a", "&#", "<style></"})
    void however_long_a_text_is_a_piece_of_it_is_read(String piece) throws IOException {
        try (Content content =
                Messages.of("Content-Type: text/html\r\n\r\n" + piece.repeat(2_000_000 / piece.length()))) {
            AtomicLong asked = new AtomicLong();
            TextPreview.of(content.index(), (offset, length, out) -> {
                asked.addAndGet(length);
                out.write(content.spool().open().readNBytes((int) (offset + length)), (int) offset, (int) length);
            });
            assertThat(asked.get()).isLessThanOrEqualTo(32 * 1024);
        }
    }

    private static String preview(String message) throws IOException {
        try (Content content = Messages.of(message.replace("\n", "\r\n"))) {
            byte[] octets = content.spool().open().readAllBytes();
            return TextPreview.of(content.index(), (offset, length, out) -> {
                out.write(octets, (int) offset, (int) length);
            });
        }
    }
}
