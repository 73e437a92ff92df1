package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.Part.Shape;
import fr.pli.mss.PublicSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link MessageScanner} finds in messages good and bad. Messages are written with LF here and scanned with CRLF. */
class MessageScannerTest {

    @Test
    void message_of_one_part() {
        ScannedMessage message = ScannedMessage.of("""
                From: Marie MARTIN <marie@a.mssante.fr>
                Subject: Compte rendu
                  de consultation
                X-MSS-NIL: DEV935997
                X-Other: not kept

                Bonjour,
                le document est joint.
                """);
        assertThat(message.index().headers("subject")).containsExactly("Compte rendu  de consultation");
        assertThat(message.index().header("x-mss-nil")).contains("DEV935997");
        assertThat(message.root().fields()).hasSize(3);
        assertThat(message.body(message.root())).isEqualTo("Bonjour,\nle document est joint.\n");
        assertThat(message.root().lines()).isEqualTo(2);
    }

    @Test
    void parts_end_before_the_line_end_of_the_delimiter() {
        ScannedMessage message = ScannedMessage.of("""
                Content-Type: multipart/mixed; boundary=b

                preamble
                --b
                Content-Type: text/html

                one
                --b

                two

                --b--
                epilogue
                """);
        assertThat(message.bodies()).containsExactly("one", "two\n");
        assertThat(message.header(message.part(0))).isEqualTo("Content-Type: text/html\n\n");
        assertThat(message.root().parts()).extracting(Part::lines).containsExactly(1L, 1L);
        assertThat(message.body(message.root())).startsWith("preamble").endsWith("epilogue\n");
    }

    @Test
    void message_inside_a_message() {
        ScannedMessage message = ScannedMessage.of("""
                Content-Type: multipart/mixed; boundary="outer"

                --outer
                Content-Type: message/rfc822

                Subject: inside
                Content-Type: multipart/alternative; boundary=outer-2

                --outer-2

                text
                --outer-2--
                --outer--
                """);
        Part carrier = message.part(0);
        Part inside = carrier.parts().getFirst();
        assertThat(carrier.shape()).isEqualTo(Shape.MESSAGE);
        assertThat(inside.offset()).isEqualTo(carrier.bodyOffset());
        assertThat(inside.header("Subject")).contains("inside");
        assertThat(message.body(inside.parts().getFirst())).isEqualTo("text");
    }

    @Test
    void part_of_a_digest_is_a_message() {
        ScannedMessage message = ScannedMessage.of("""
                Content-Type: multipart/digest; boundary=b

                --b

                Subject: one

                text
                --b--
                """);
        assertThat(message.part(0).mediaType()).hasToString("message/rfc822");
        assertThat(message.part(0).parts().getFirst().header("subject")).contains("one");
    }

    @Test
    void delimiter_of_an_outer_multipart_ends_the_inner_ones() {
        ScannedMessage message = ScannedMessage.of("""
                Content-Type: multipart/mixed; boundary=ab

                --ab
                Content-Type: multipart/mixed; boundary=abc

                --abc

                deep
                --ab

                second
                --ab--
                """);
        assertThat(message.body(message.part(0).parts().getFirst())).isEqualTo("deep");
        assertThat(message.body(message.part(1))).isEqualTo("second");
    }

    @Test
    void boundary_that_is_a_prefix_of_a_line_is_no_delimiter() {
        ScannedMessage message = ScannedMessage.of("""
                Content-Type: multipart/mixed; boundary=b

                --b

                --bc
                --b-
                --b \t
                Content-Type: text/x

                --b--c
                --b--""");
        assertThat(message.bodies()).containsExactly("--bc\n--b-", "--b--c");
    }

    @Test
    void multipart_whose_delimiter_never_comes_is_text() {
        ScannedMessage message = ScannedMessage.of("""
                Content-Type: multipart/mixed; boundary=b

                nothing
                """);
        assertThat(message.root().shape()).isEqualTo(Shape.MULTIPART);
        assertThat(message.root().mediaType()).hasToString("text/plain");
    }

    @Test
    void message_without_a_header_is_text() {
        ScannedMessage message = ScannedMessage.of("nothing here is a header\nSubject: no\n");
        assertThat(message.root().headerLength()).isZero();
        assertThat(message.body(message.root())).startsWith("nothing");
    }

    @Test
    void message_without_a_body() {
        assertThat(ScannedMessage.of("Subject: alone").index().header("Subject"))
                .contains("alone");
        assertThat(ScannedMessage.of("").root().end()).isZero();
    }

    @Test
    void raw_octets_are_read_as_utf_8_or_windows_1252() {
        byte[] message = "Subject: caf\u00e9\nTo: caf\u00c3\u00a9\n\n".getBytes(StandardCharsets.ISO_8859_1);
        MessageIndex index = MessageScanner.scan(message);
        assertThat(List.of(
                        index.header("subject").orElseThrow(),
                        index.header("to").orElseThrow()))
                .containsExactly("café", "café");
    }

    @Test
    void encoded_message_is_not_looked_into() {
        ScannedMessage message = ScannedMessage.of("""
                Content-Type: message/rfc822
                Content-Transfer-Encoding: base64

                U3ViamVjdDogeAo=
                """);
        assertThat(message.root().parts()).isEmpty();
        assertThat(message.root().mediaType()).hasToString("application/octet-stream");
    }

    @Test
    void nesting_without_end_stops_at_a_depth() {
        String message = "Content-Type: message/rfc822\n\n".repeat(10_000);
        Part part = ScannedMessage.of(message).root();
        int depth = 1;
        for (; !part.parts().isEmpty(); depth++) {
            part = part.parts().getFirst();
        }
        assertThat(depth).isEqualTo(MessageScanner.MAX_DEPTH);
    }

    @Test
    void parts_without_end_stop_at_a_number() {
        ScannedMessage message =
                ScannedMessage.of("Content-Type: multipart/mixed; boundary=b\n" + "\n--b\n\nx".repeat(20_000));
        assertThat(message.root().parts()).hasSize(MessageScanner.MAX_PARTS - 1);
        assertThat(message.root().parts().getLast().end())
                .isEqualTo(message.root().end());
    }

    @Test
    void long_value_is_cut_and_the_index_says_so() {
        ScannedMessage message = ScannedMessage.of("Subject: " + "é".repeat(70_000) + "\nFrom: a@b\n\n");
        assertThat(message.root().complete()).isFalse();
        assertThat(message.index().header("subject").orElseThrow()).matches("é{32000,33000}");
        assertThat(message.index().header("from")).contains("a@b");
    }

    @Test
    void million_fields_keep_the_index_small() {
        ScannedMessage message = ScannedMessage.of("X-MSS-A: 1\n".repeat(1_000_000));
        assertThat(message.root().complete()).isFalse();
        assertThat(message.index().encode()).hasSizeLessThan(256 * 1024);
    }

    @Test
    void published_example_without_blank_lines_still_has_its_parts() throws IOException {
        byte[] octets = Files.readAllBytes(PublicSamples.path("mdn/mdn-published-example.eml"));
        Part root = MessageScanner.scan(octets).root();
        assertThat(root.parts())
                .extracting(part -> part.mediaType().toString())
                .containsExactly("text/plain", "message/disposition-notification", "message/rfc822");
    }
}
