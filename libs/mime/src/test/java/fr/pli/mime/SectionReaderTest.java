package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mime.BodySection.Partial;
import fr.pli.mime.BodySection.What;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionReaderTest {

    /** The tree of RFC 9051 section 6.4.5.1, a little smaller. */
    private static final ScannedMessage MIXED = ScannedMessage.of("""
            Subject: root
            X-A: 1
            \t2
            Content-Type: multipart/mixed; boundary=a

            preamble
            --a
            Content-Type: text/plain

            first
            --a
            Content-Type: message/rfc822

            Subject: nested
            Content-Type: multipart/mixed; boundary=b

            --b

            deep
            --b--
            --a
            Content-Type: message/rfc822

            Subject: single

            alone
            --a--
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            1        | first
            1.MIME   | Content-Type: text/plain//
            1.TEXT   | NIL
            1.HEADER | NIL
            1.1      | NIL
            2.MIME   | Content-Type: message/rfc822//
            2.HEADER | Subject: nested/Content-Type: multipart/mixed; boundary=b//
            2.TEXT   | --b//deep/--b--
            2.1      | deep
            2.1.MIME | '/'
            2.2      | NIL
            3        | Subject: single//alone
            3.TEXT   | alone
            3.1      | alone
            3.1.MIME | Subject: single//
            3.1.1    | NIL
            4        | NIL
            HEADER   | Subject: root/X-A: 1/@2/Content-Type: multipart/mixed; boundary=a//
            """)
    void section_of_a_tree(String section, String expected) throws IOException {
        assertThat(read(MIXED, parse(section), Partial.WHOLE))
                .isEqualTo(expected.replace('/', '\n')
                        .replace("\nrfc822", "/rfc822")
                        .replace("\nplain", "/plain")
                        .replace("\nmixed", "/mixed")
                        .replace('@', '\t'));
    }

    @Test
    void whole_message() throws IOException {
        assertThat(read(MIXED, BodySection.ALL, Partial.WHOLE))
                .startsWith("Subject: root")
                .endsWith("--a--\n");
    }

    @Test
    void part_1_of_a_message_that_is_no_multipart_is_its_body() throws IOException {
        ScannedMessage message = ScannedMessage.of("Subject: x\n\nbody");
        assertThat(read(message, parse("1"), Partial.WHOLE)).isEqualTo("body");
        assertThat(read(message, parse("1.MIME"), Partial.WHOLE)).isEqualTo("Subject: x\n\n");
    }

    @Test
    void message_that_is_a_message_counts_through() throws IOException {
        ScannedMessage message = ScannedMessage.of("Content-Type: message/rfc822\n\nSubject: in\n\nbody");
        assertThat(read(message, parse("1.HEADER"), Partial.WHOLE)).isEqualTo("Subject: in\n\n");
        assertThat(read(message, parse("1.1"), Partial.WHOLE)).isEqualTo("body");
    }

    @Test
    void header_fields_with_their_folds_and_a_blank_line() throws IOException {
        assertThat(fields(What.HEADER_FIELDS, Partial.WHOLE, "x-a", "none")).isEqualTo("X-A: 1\n\t2\n\n");
        assertThat(fields(What.HEADER_FIELDS_NOT, Partial.WHOLE, "x-A", "content-type"))
                .isEqualTo("Subject: root\n\n");
        assertThat(fields(What.HEADER_FIELDS, Partial.WHOLE, "none")).isEqualTo("\n");
        assertThat(fields(What.HEADER_FIELDS, new Partial(2, 4), "X-A")).isEqualTo("A: 1");
    }

    @Test
    void partial_beyond_the_end_is_empty() throws IOException {
        assertThat(read(MIXED, parse("1"), new Partial(1, 3))).isEqualTo("irs");
        assertThat(read(MIXED, parse("1"), new Partial(4, 100))).isEqualTo("t");
        assertThat(read(MIXED, parse("1"), new Partial(5, 1))).isEmpty();
        assertThat(read(MIXED, parse("1"), new Partial(Long.MAX_VALUE, 1))).isEmpty();
    }

    @Test
    void binary_takes_the_encoding_off() throws Exception {
        ScannedMessage message = ScannedMessage.of("Content-Transfer-Encoding: base64\n\nQm9u\nam91cg==\n");
        assertThat(binary(message, Partial.WHOLE)).isEqualTo("Bonjour");
        assertThat(binary(message, new Partial(3, 2))).isEqualTo("jo");
        assertThat(binary(
                        ScannedMessage.of("Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9 =\nnoir \n"),
                        Partial.WHOLE))
                .isEqualTo("café noir\n");
    }

    @Test
    void large_binary_is_decoded_without_being_held() throws Exception {
        ScannedMessage message = ScannedMessage.of("Content-Transfer-Encoding: base64\n\n" + "QUJD\n".repeat(100_000));
        assertThat(binary(message, Partial.WHOLE)).isEqualTo("ABC".repeat(100_000));
        assertThat(binary(message, new Partial(299_999, 5))).isEqualTo("C");
    }

    @Test
    void binary_of_an_unknown_encoding_is_refused() {
        ScannedMessage message = ScannedMessage.of("Content-Transfer-Encoding: x-uuencode\n\nbegin 644");
        assertThatThrownBy(() -> binary(message, Partial.WHOLE))
                .isInstanceOf(UnknownEncodingException.class)
                .hasMessage("x-uuencode");
    }

    @Test
    void message_that_went_away_breaks_the_copy() throws IOException {
        SectionReader reader = new SectionReader(MIXED.index(), (offset, length, out) -> {});
        SectionData data = reader.section(BodySection.ALL, Partial.WHOLE).orElseThrow();
        assertThatThrownBy(() -> data.copyTo(new ByteArrayOutputStream())).hasMessageContaining("no longer there");
    }

    private static String fields(What what, Partial partial, String... names) throws IOException {
        return read(MIXED, new BodySection(List.of(), what, List.of(names)), partial);
    }

    private static String binary(ScannedMessage message, Partial partial) throws IOException, UnknownEncodingException {
        return text(message.sections().binary(List.of(1), partial));
    }

    private static String read(ScannedMessage message, BodySection section, Partial partial) throws IOException {
        return text(message.sections().section(section, partial));
    }

    private static String text(Optional<SectionData> data) throws IOException {
        if (data.isEmpty()) {
            return "NIL";
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        data.get().copyTo(out);
        assertThat(out.size()).isEqualTo((int) data.get().length());
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static BodySection parse(String text) {
        List<Integer> path = Arrays.stream(text.split("\\."))
                .filter(word -> Character.isDigit(word.charAt(0)))
                .map(Integer::valueOf)
                .toList();
        String last = text.substring(text.lastIndexOf('.') + 1);
        What what = Character.isDigit(last.charAt(0)) ? What.CONTENT : What.valueOf(last);
        return new BodySection(path, what, List.of());
    }

    @Test
    void sections_of_one_message_share_what_is_held_in_memory() throws IOException {
        ScannedMessage message = ScannedMessage.of("X-A: " + "a".repeat(100_000) + "\n\nx");
        AtomicInteger readings = new AtomicInteger();
        SectionReader reader = new SectionReader(message.index(), (offset, length, out) -> {
            readings.incrementAndGet();
            message.source().copy(offset, length, out);
        });
        BodySection all = new BodySection(List.of(), What.HEADER_FIELDS, List.of("X-A"));
        List<SectionData> sections = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            sections.add(reader.section(all, Partial.WHOLE).orElseThrow());
        }
        for (SectionData section : sections) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            section.copyTo(out);
            assertThat(out.size()).isEqualTo(section.length()).isGreaterThan(100_000);
        }
        assertThat(readings).hasValue(10 + 8); // two of them were held
    }

    @Test
    void work_on_a_large_part_is_told() throws Exception {
        ScannedMessage message =
                ScannedMessage.of("Content-Transfer-Encoding: quoted-printable\n\n" + "a=20\n".repeat(60_000));
        List<String> told = new ArrayList<>();
        SectionReader reader = new SectionReader(message.index(), message.source(), new SectionReader.Large() {
            @Override
            public void begins() {
                told.add("begins");
            }

            @Override
            public void ends() {
                told.add("ends");
            }
        });
        assertThat(reader.section(new BodySection(List.of(), What.HEADER_FIELDS, List.of("X-A")), Partial.WHOLE))
                .isPresent();
        assertThat(told).isEmpty();
        assertThat(reader.binary(List.of(1), Partial.WHOLE)).isPresent();
        assertThat(told).containsExactly("begins", "ends");
    }
}
