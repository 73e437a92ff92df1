package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class DeflateChannelTest {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void what_is_written_is_inflated_by_anybody_after_each_flush() throws IOException {
        DeflateChannel channel = reading(new byte[0]);
        StringBuilder all = new StringBuilder();
        for (String text : new String[] {"* OK\r\n", "b OK done\r\n", noise(100_000), "", "x".repeat(70_000)}) {
            channel.write(ByteBuffer.wrap(octets(text)));
            channel.write(ByteBuffer.wrap(octets("\r\n")));
            channel.flush();
            channel.flush();
            all.append(text).append("\r\n");
            assertThat(inflated()).isEqualTo(all.toString());
        }
        channel.close();
    }

    @Test
    void a_buffer_that_was_written_may_be_used_again_before_the_flush() throws IOException {
        DeflateChannel channel = reading(new byte[0]);
        ByteBuffer buffer = ByteBuffer.allocate(100);
        channel.write(buffer.put(octets("a OK\r\n")).flip());
        buffer.clear();
        channel.flush();
        assertThat(inflated()).isEqualTo("a OK\r\n");
    }

    @Test
    void what_was_read_before_comes_first() throws IOException {
        byte[] compressed = deflated("a NOOP\r\nb LOGOUT\r\n");
        ByteBuffer first = ByteBuffer.wrap(compressed, 0, 5);
        DeflateChannel channel = new DeflateChannel(
                Channels.newChannel(new ByteArrayInputStream(compressed, 5, compressed.length - 5)),
                Channels.newChannel(sent),
                first);
        assertThat(read(channel)).isEqualTo("a NOOP\r\nb LOGOUT\r\n");
    }

    @Test
    void what_is_not_compressed_is_refused() {
        DeflateChannel channel = reading(octets("a NOOP\r\nb NOOP\r\n"));
        assertThatThrownBy(() -> read(channel)).isInstanceOf(IOException.class);
    }

    @Test
    void a_stream_that_has_ended_is_refused() throws IOException {
        ByteArrayOutputStream ended = new ByteArrayOutputStream();
        try (DeflaterOutputStream out =
                new DeflaterOutputStream(ended, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            out.write(octets("a NOOP\r\n"));
        }
        DeflateChannel channel = reading(ended.toByteArray());
        assertThatThrownBy(() -> read(channel)).isInstanceOf(IOException.class).hasMessageContaining("ended");
    }

    @Test
    void more_than_a_hundred_to_one_is_refused_beyond_the_first_octets() throws IOException {
        DeflateChannel channel = reading(deflated("x".repeat(80 * 1024 * 1024)));
        ByteBuffer room = ByteBuffer.allocate(64 * 1024);
        assertThatThrownBy(() -> {
                    while (channel.read(room.clear()) > 0) {
                        assertThat(room.position()).isPositive();
                    }
                })
                .isInstanceOf(BudgetException.class);
    }

    @Test
    void of_a_closed_one_nothing_comes_and_goes() {
        DeflateChannel channel = reading(new byte[0]);
        channel.close();
        channel.close();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(channel::flush).isInstanceOf(ClosedChannelException.class);
    }

    private DeflateChannel reading(byte[] compressed) {
        return new DeflateChannel(
                Channels.newChannel(new ByteArrayInputStream(compressed)), Channels.newChannel(sent), NOTHING);
    }

    private static String read(DeflateChannel channel) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer room = ByteBuffer.allocate(7);
        while (channel.read(room.clear()) > 0) {
            text.append(StandardCharsets.ISO_8859_1.decode(room.flip()));
        }
        return text.toString();
    }

    private String inflated() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (InflaterInputStream in =
                new InflaterInputStream(new ByteArrayInputStream(sent.toByteArray()), new Inflater(true))) {
            in.transferTo(text);
        } catch (EOFException e) {
            assertThat(e).isNotNull(); // the stream goes on
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] deflated(String text) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        DeflaterOutputStream out = new DeflaterOutputStream(to, new Deflater(Deflater.DEFAULT_COMPRESSION, true), true);
        out.write(octets(text));
        out.flush();
        return to.toByteArray();
    }

    private static String noise(int length) {
        return new Random(1)
                .ints(length, ' ', '~')
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
