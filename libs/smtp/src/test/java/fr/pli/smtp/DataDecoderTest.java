package fr.pli.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.LongRun;
import fr.pli.mss.Pieces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDecoderTest {

    private static final Pieces PIECES = Pieces.of("\r\n", ".", "\r\n.", "\r", "\n", "a", "\r\n.\r\n", "\r\n.\r");

    /** What came of some octets. */
    record Decoded(String data, boolean isWhole, int taken) {}

    @Test
    void data_ends_at_a_dot_on_a_line_of_its_own() throws Exception {
        assertThat(decode("a\r\nb\r\n.\r\nQUIT\r\n", 100)).isEqualTo(new Decoded("a\r\nb\r\n", true, 9));
    }

    @Test
    void data_may_be_empty() throws Exception {
        assertThat(decode(".\r\n", 100)).isEqualTo(new Decoded("", true, 3));
    }

    @Test
    void the_first_dot_of_a_line_goes() throws Exception {
        assertThat(decode("..\r\n.a\r\n...\r\nb.c\r\n.\r\n", 100).data()).isEqualTo(".\r\na\r\n..\r\nb.c\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\n",
                "\n.\r\n",
                "\r\n.\n",
                "\r.\r",
                "\r.\r\n",
                "\r\n.\r",
                "\n.\r",
                "\r\n\0.\r\n",
                "\r\n.\0\r\n",
                "\r\n.\r\r\n",
                "\r\r\n.\n",
                "\r\n. \r\n"
            })
    void nothing_else_ends_it(String end) throws Exception {
        assertThat(decode("a" + end + "QUIT\r\n", 100).isWhole()).isFalse();
    }

    @Property(tries = 3000)
    void blocks_of_any_length_give_what_the_rfc_says(@ForAll long seed) throws IOException {
        check(seed);
    }

    @Test
    @Tag("fuzz")
    void blocks_of_any_length_for_long() throws IOException {
        LongRun.of("smtp data", DataDecoderTest::check);
    }

    private static void check(long seed) throws IOException {
        String octets = PIECES.text(seed, 60);
        assertThat(decode(octets, seed)).as("seed %s", seed).isEqualTo(byTheBook(octets));
    }

    /** RFC 5321 section 4.5.2 read naively. */
    private static Decoded byTheBook(String octets) {
        String all = "\r\n" + octets;
        int end = all.indexOf("\r\n.\r\n");
        // what cannot be told yet from an end is held back
        String data = end >= 0 ? all.substring(0, end + 2) : all.replaceFirst("(?<=\r\n)\\.\r?\\z", "");
        return new Decoded(data.replace("\r\n.", "\r\n").substring(2), end >= 0, end >= 0 ? end + 3 : octets.length());
    }

    /** Takes {@code octets} in blocks of random length. */
    static Decoded decode(String octets, long seed) throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataDecoder decoder = new DataDecoder(out);
        byte[] all = octets.getBytes(ISO_8859_1);
        int at = 0;
        while (at < all.length && !decoder.isWhole()) {
            byte[] block = new byte[Math.min(all.length - at, 1 + random.nextInt(10))];
            System.arraycopy(all, at, block, 0, block.length);
            at += decoder.take(block, block.length);
        }
        return new Decoded(out.toString(ISO_8859_1), decoder.isWhole(), at);
    }
}
