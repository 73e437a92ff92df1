package fr.pli.imap;

import fr.pli.mss.LongRun;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a client writes, the parsers of its commands give a value or refuse. */
class GrammarFuzzTest {

    @Property(tries = 20_000)
    void anything_is_read_or_refused(@ForAll Grammar grammar, @ForAll long seed) throws IOException {
        grammar.survive(seed);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("fuzz")
    void anything_for_long(Grammar grammar) throws IOException {
        LongRun.of("imap " + grammar, grammar::survive);
    }
}
