package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentDateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Wed, 20 Feb 2024 00:19:00 +0100        | 2024-02-20T00:19+01:00
            Wed, 20 Feb 2024 00:19:00 (EDT) -0400  | 2024-02-20T00:19-04:00
            20 Feb 2024 00:19:01 -0000 (x (y))     | 2024-02-20T00:19:01Z
            Tue,  3 Jan 95 7:05 GMT                | 1995-01-03T07:05Z
            3 Jan 24 07:05:00 EST                  | 2024-01-03T07:05-05:00
            3 Jan 124 07:05:60                     | 2024-01-03T07:05:59Z
            20-Feb-2024 00:19:00 +0530             | 2024-02-20T00:19+05:30
            Tue Feb 20 00:19:00 2024               | 2024-02-20T00:19Z
            20 February 2024                       | 2024-02-20T00:00Z
            20 Feb 2024 10:00:00 +9999             | 2024-02-20T10:00Z
            20 Feb 2024 10:00:00 CEST              | 2024-02-20T10:00+02:00
            31 Feb 2024 10:00:00                   | none
            20 2024                                | none
            99999999999 Feb 20                     | none
            20 Feb 2024 25:00                      | none
            gibberish                              | none
            """)
    void date_as_it_comes(String text, String expected) {
        assertThat(SentDate.parse(text).map(Object::toString).orElse("none")).isEqualTo(expected);
    }

    @Property
    void any_text_is_a_date_or_none(@ForAll String text) {
        assertThat(SentDate.parse(text + " 3 Jan 24 " + text)).isNotNull();
    }
}
