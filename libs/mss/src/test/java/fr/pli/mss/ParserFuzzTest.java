package fr.pli.mss;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same for as long as one likes: {@code mvn -Dpli.excludedGroups= -Dgroups=fuzz -Dpli.fuzz.seconds=600}. */
@Tag("fuzz")
class ParserFuzzTest {

    @ParameterizedTest
    @EnumSource
    void parser_survives(Parser parser) {
        LongRun.of("mss " + parser, parser::survive);
    }
}
