package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.BodySection;
import fr.pli.mime.BodySection.Partial;
import fr.pli.mime.BodySection.What;
import fr.pli.mime.BodySource;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.MessageMatcher;
import fr.pli.mime.MessageScanner;
import fr.pli.mime.Part;
import fr.pli.mime.RandomMessage;
import fr.pli.mime.SearchText;
import fr.pli.mime.SectionReader;
import fr.pli.mime.UnknownEncodingException;
import fr.pli.mss.LongRun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of any octets whatsoever. */
class MessageScannerFuzzTest {

    @Property(tries = 2000)
    void anything_is_a_message(@ForAll long seed) throws IOException {
        check(seed);
    }

    @Property
    void any_octets_are_a_message(@ForAll byte[] octets) throws IOException {
        check(octets, 1);
    }

    @Test
    @Tag("fuzz")
    void anything_is_a_message_for_long() throws IOException {
        LongRun.of("imap message", MessageScannerFuzzTest::check);
    }

    private static void check(long seed) throws IOException {
        try {
            check(RandomMessage.of(seed), seed);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void check(byte[] octets, long seed) throws IOException {
        MessageIndex index = MessageScanner.scan(octets);
        assertThat(index.root().offset()).isZero();
        assertThat(index.size()).isEqualTo(octets.length);
        checkPlaces(octets, index.root());
        assertThat(scanInPieces(octets, seed)).isEqualTo(index);
        assertThat(MessageIndex.decode(index.encode())).isEqualTo(index);
        ResponseSyntax.check(DescriptionWriter.envelope(index.root(), false));
        ResponseSyntax.check(DescriptionWriter.body(index, false, false));
        ResponseSyntax.check(DescriptionWriter.bodyStructure(index, false, false));
        DescriptionWriter.bodyStructure(index, true, true);
        BodySource source = (offset, length, out) -> out.write(octets, (int) offset, (int) length);
        checkSections(index, source);
        SortKeys.subject(index);
        SortKeys.mailbox(index, "To");
        checkMatches(new MessageMatcher(index, source));
    }

    private static void checkPlaces(byte[] octets, Part part) {
        long feeds = 0;
        for (long i = part.bodyOffset(); i < part.end(); i++) {
            feeds += octets[(int) i] == '\n' ? 1 : 0;
        }
        boolean open = part.bodyLength() > 0 && octets[(int) part.end() - 1] != '\n';
        assertThat(part.lines()).isEqualTo(feeds + (open ? 1 : 0));
        long at = part.bodyOffset();
        for (Part inner : part.parts()) {
            assertThat(inner.offset()).isGreaterThanOrEqualTo(at);
            checkPlaces(octets, inner);
            at = inner.end();
        }
        assertThat(at).isLessThanOrEqualTo(part.end());
    }

    private static MessageIndex scanInPieces(byte[] octets, long seed) {
        Random random = new Random(seed);
        int most = 1 + random.nextInt(40);
        MessageScanner scanner = new MessageScanner();
        for (int at = 0; at < octets.length; ) {
            int count = Math.min(1 + random.nextInt(most), octets.length - at);
            scanner.write(Arrays.copyOfRange(octets, at, at + count), 0, count);
            at += count;
        }
        return scanner.finish();
    }

    private static void checkMatches(MessageMatcher matcher) throws IOException {
        SearchText nowhere = new SearchText("\uE000");
        assertThat(matcher.text(nowhere)).isFalse();
        assertThat(matcher.body(nowhere)).isFalse();
        assertThat(matcher.header("subject", nowhere)).isFalse();
        assertThat(matcher.header("x-mss-ins", nowhere)).isFalse();
        assertThat(matcher.header("x-unknown", nowhere)).isFalse();
        assertThat(matcher.sentDay()).isNotNull();
    }

    private static void checkSections(MessageIndex index, BodySource source) throws IOException {
        SectionReader reader = new SectionReader(index, source);
        List<List<Integer>> paths = new ArrayList<>(
                List.of(List.of(), List.of(1), List.of(2), List.of(1, 1), List.of(1, 2), List.of(2, 1, 1)));
        for (List<Integer> path : paths) {
            for (What what : What.values()) {
                if (what == What.MIME && path.isEmpty()) {
                    continue;
                }
                boolean named = what == What.HEADER_FIELDS || what == What.HEADER_FIELDS_NOT;
                BodySection section = new BodySection(path, what, named ? List.of("subject", "x") : List.of());
                readWhole(reader, section, Partial.WHOLE);
                readWhole(reader, section, new Partial(3, 5));
            }
            try {
                var data = reader.binary(path, Partial.WHOLE);
                if (data.isPresent()) {
                    CountingSink sink = new CountingSink();
                    data.get().copyTo(sink);
                    assertThat(sink.count).isEqualTo(data.get().length());
                }
            } catch (UnknownEncodingException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    private static void readWhole(SectionReader reader, BodySection section, Partial partial) throws IOException {
        var data = reader.section(section, partial);
        if (data.isPresent()) {
            CountingSink sink = new CountingSink();
            data.get().copyTo(sink);
            assertThat(sink.count).isEqualTo(data.get().length());
        }
    }

    private static final class CountingSink extends OutputStream {

        private long count;

        @Override
        public void write(int octet) {
            count++;
        }
    }
}
