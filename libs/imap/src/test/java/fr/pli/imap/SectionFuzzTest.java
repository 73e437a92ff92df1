package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.BodySection;
import fr.pli.mime.BodySection.Partial;
import fr.pli.mime.BodySection.What;
import fr.pli.mime.MessageScanner;
import fr.pli.mime.RandomMessage;
import fr.pli.mime.SectionData;
import fr.pli.mime.SectionReader;
import fr.pli.mime.UnknownEncodingException;
import fr.pli.mss.LongRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sections and partials of any octets whatsoever. */
class SectionFuzzTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final List<What> WHATS = List.of(What.values());
    private static final List<Long> NUMBERS =
            List.of(0L, 1L, 2L, 7L, 100L, 1L << 31, 1L << 32, Long.MAX_VALUE - 1, Long.MAX_VALUE);

    @Property(tries = 2000)
    void a_partial_is_a_piece_of_the_whole(@ForAll long seed) throws IOException {
        check(seed);
    }

    @Test
    @Tag("fuzz")
    void a_partial_is_a_piece_of_the_whole_for_long() throws IOException {
        LongRun.of("imap sections", SectionFuzzTest::check);
    }

    private static void check(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] octets = RandomMessage.of(seed);
        SectionReader reader = new SectionReader(
                MessageScanner.scan(octets), (offset, length, out) -> out.write(octets, (int) offset, (int) length));
        try {
            assertSame(whole(reader, List.of(), What.CONTENT), Optional.of(octets));
            assertThat(join(whole(reader, List.of(), What.HEADER), whole(reader, List.of(), What.TEXT)))
                    .isEqualTo(octets);
            for (int tries = 0; tries < 5; tries++) {
                checkPiece(reader, random);
                checkBinary(reader, random);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void checkPiece(SectionReader reader, Random random) throws IOException {
        List<Integer> path = path(random);
        What what = WHATS.get(random.nextInt(WHATS.size()));
        if (what == What.MIME && path.isEmpty()) {
            return;
        }
        Partial partial = partial(random);
        Optional<SectionData> piece = reader.section(section(path, what), partial);
        assertSame(octets(piece), cut(whole(reader, path, what), partial));
    }

    private static void checkBinary(SectionReader reader, Random random) throws IOException {
        List<Integer> path = path(random);
        Partial partial = partial(random);
        try {
            assertSame(octets(reader.binary(path, partial)), cut(octets(reader.binary(path, Partial.WHOLE)), partial));
        } catch (UnknownEncodingException e) {
            assertThat(path).isNotEmpty();
        }
    }

    private static List<Integer> path(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> 1 + random.nextInt(3))
                .toList();
    }

    private static Partial partial(Random random) {
        long length = NUMBERS.get(1 + random.nextInt(NUMBERS.size() - 1));
        return new Partial(NUMBERS.get(random.nextInt(NUMBERS.size())), length);
    }

    private static BodySection section(List<Integer> path, What what) {
        boolean named = what == What.HEADER_FIELDS || what == What.HEADER_FIELDS_NOT;
        return new BodySection(path, what, named ? List.of("SUBJECT", "CONTENT-TYPE") : List.of());
    }

    private static Optional<byte[]> whole(SectionReader reader, List<Integer> path, What what) throws IOException {
        return octets(reader.section(section(path, what), Partial.WHOLE));
    }

    private static Optional<byte[]> octets(Optional<SectionData> data) throws IOException {
        if (data.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        data.get().copyTo(out);
        assertThat(out.size()).isEqualTo((int) data.get().length());
        return Optional.of(out.toByteArray());
    }

    private static Optional<byte[]> cut(Optional<byte[]> whole, Partial partial) {
        return whole.map(octets -> {
            int from = (int) Math.min(partial.offset(), octets.length);
            return Arrays.copyOfRange(octets, from, from + (int) Math.min(partial.length(), octets.length - from));
        });
    }

    private static void assertSame(Optional<byte[]> one, Optional<byte[]> other) {
        assertThat(one.map(HEX::formatHex)).isEqualTo(other.map(HEX::formatHex));
    }

    private static byte[] join(Optional<byte[]> one, Optional<byte[]> other) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        one.ifPresent(out::writeBytes);
        other.ifPresent(out::writeBytes);
        return out.toByteArray();
    }
}
