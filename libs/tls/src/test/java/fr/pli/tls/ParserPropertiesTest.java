package fr.pli.tls;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ParserPropertiesTest {

    @Property(tries = 800)
    void every_parser_gives_a_value_or_refuses(@ForAll Parser parser, @ForAll long seed) {
        parser.survive(seed);
    }
}
