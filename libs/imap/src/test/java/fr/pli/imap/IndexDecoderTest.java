package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mime.IndexFormatException;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.MessageScanner;
import fr.pli.mime.RandomMessage;
import fr.pli.mime.ScannedMessage;
import fr.pli.mss.LongRun;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IndexDecoderTest {

    @Test
    void other_version_is_refused() {
        assertThatThrownBy(() -> MessageIndex.decode(new byte[] {99}))
                .isInstanceOf(IndexFormatException.class)
                .hasMessage("not version 1");
    }

    @Test
    void index_of_a_plain_message_is_small() {
        ScannedMessage message = ScannedMessage.of("Subject: x\nFrom: a@b\n\nbody\n");
        assertThat(message.index().encode()).hasSizeLessThan(30);
    }

    @Property(tries = 2000)
    void damage_is_found_or_harmless(@ForAll long seed) {
        check(seed);
    }

    @Property
    void any_octets_are_an_index_or_not(@ForAll byte[] octets) {
        decode(octets);
    }

    @Test
    @Tag("fuzz")
    void damage_is_found_or_harmless_for_long() {
        LongRun.of("imap index", IndexDecoderTest::check);
    }

    private static void check(long seed) {
        byte[] encoded = MessageScanner.scan(RandomMessage.of(seed)).encode();
        Random random = new Random(seed);
        for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
            encoded[random.nextInt(encoded.length)] = (byte) random.nextInt(256);
        }
        decode(encoded);
    }

    /** Whatever decodes can be described. */
    private static void decode(byte[] encoded) {
        MessageIndex index;
        try {
            index = MessageIndex.decode(encoded);
        } catch (IndexFormatException e) {
            assertThat(e).hasMessageMatching(".{5,80}");
            return;
        }
        assertThat(index.size()).isNotNegative();
        ResponseSyntax.check(DescriptionWriter.bodyStructure(index, false, false));
    }
}
