package fr.pli.smtp;

import static fr.pli.smtp.MailPathTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.LongRun;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Pieces;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageBodyTest {

    private static final Pieces PIECES = Pieces.of("\r\n", "\r\n", "\r\n", "abc", "abc", ".", "\r", "\n", "\0");
    private static final int MAX_SIZE = 60;

    @Test
    void one_octet_more_than_the_greatest_size_is_too_many() throws Exception {
        assertThat(commit("x".repeat(MAX_SIZE), 1)).isEqualTo("kept");
        assertRefused(() -> commit("x".repeat(MAX_SIZE + 1), 1), 552, "5.3.4");
    }

    @Test
    void a_message_that_is_too_big_is_said_to_be_so_whatever_else_is_wrong_with_it() {
        assertRefused(() -> commit("\n" + "x".repeat(MAX_SIZE), 1, MAX_SIZE, 5), 552, "5.3.4");
    }

    @Test
    void what_the_sink_throws_is_told_at_the_end_and_gives_everything_back() {
        KeptMessage message = new KeptMessage();
        MessageBody body = new MessageBody(message, new FullDisk(), () -> {}, MAX_SIZE, MAX_SIZE);

        body.write(new byte[] {'x'}, 0, 1);
        assertThat(message.closed).isTrue();
        body.write(new byte[] {'y'}, 0, 1);
        assertThatThrownBy(body::commit).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "xxxxx, true",
        "xxxxxx, false",
        "xxxxx|xxxxx|, true",
        "xxxxx|xxxxxx|, false",
        "xxxxxx|x|, false",
        "||xxxxx||xxxxx, true",
        "||xxxxx||xxxxxx, false"
    })
    void a_line_has_so_many_octets_at_most_wherever_the_blocks_begin(String message, boolean fits) throws Exception {
        String octets = message.replace("|", "\r\n");
        for (long seed = 0; seed < 50; seed++) {
            long pieces = seed;
            if (fits) {
                assertThat(commit(octets, pieces, 1000, 5)).isEqualTo("kept");
            } else {
                assertRefused(() -> commit(octets, pieces, 1000, 5), 554, "5.6.0");
            }
        }
    }

    @Test
    void a_hundred_servers_on_the_way_are_too_many() throws Exception {
        String hop = "Received: x\r\n";
        assertThat(commit(hop.repeat(99) + "\r\n", 1, 10_000, 998)).isEqualTo("kept");
        assertRefused(() -> commit(hop.repeat(100) + "\r\n", 1, 10_000, 998), 554, "5.4.6");
    }

    @Property(tries = 3000)
    void blocks_of_any_length_are_judged_alike(@ForAll long seed) throws IOException {
        check(seed);
    }

    @Test
    @Tag("fuzz")
    void blocks_of_any_length_for_long() throws IOException {
        LongRun.of("smtp body", MessageBodyTest::check);
    }

    private static void check(long seed) {
        String octets = PIECES.text(seed, 12);
        boolean isText = octets.replace("\r\n", "").chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0);
        String verdict;
        try {
            verdict = commit(octets, seed);
        } catch (SmtpRefusal e) {
            verdict = e.reason();
        }
        assertThat(verdict).as("seed %s", seed).isEqualTo(isText ? "kept" : "line-ends");
    }

    /** Commits {@code octets} written in blocks of random length. */
    private static String commit(String octets, long seed) throws SmtpRefusal {
        return commit(octets, seed, MAX_SIZE, MAX_SIZE);
    }

    private static String commit(String octets, long seed, long maxSize, int longestLine) throws SmtpRefusal {
        Random random = new Random(seed);
        KeptMessage message = new KeptMessage();
        MessageBody body = new MessageBody(message, OutputStream.nullOutputStream(), () -> {}, maxSize, longestLine);
        byte[] all = octets.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < all.length; ) {
            int length = Math.min(all.length - at, 1 + random.nextInt(5));
            body.write(all, at, length);
            at += length;
        }
        assertThat(body.octets()).isEqualTo(all.length);
        return body.commit();
    }

    /** Has no room. */
    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("no space left");
        }
    }

    /** Takes anything. */
    private static final class KeptMessage implements Incoming {

        private boolean closed;

        @Override
        public void rcptTo(MssAddress to, RcptParameters parameters) {}

        @Override
        public OutputStream body() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public String commit() {
            return "kept";
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
