package fr.pli.psc;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PscTextPropertiesTest {

    @Property(tries = 2000)
    void every_reader_gives_a_value_or_refuses(@ForAll PscText reader, @ForAll long seed) {
        reader.survive(seed);
    }
}
