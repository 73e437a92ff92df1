package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressListTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            marie@a.fr                          | ``                | ``     | marie     | a.fr
            <marie@a.fr>                        | ``                | ``     | marie     | a.fr
            Marie MARTIN <marie@a.fr>           | Marie MARTIN      | ``     | marie     | a.fr
            "MARTIN, \\"M\\" Marie" <marie@a.fr>  | MARTIN, "M" Marie | ``     | marie     | a.fr
            Dr.  Marie<marie@a.fr>              | Dr. Marie         | ``     | marie     | a.fr
            =?utf-8?Q?Ren=C3=A9?= <r@a.fr>      | =?utf-8?Q?Ren=C3=A9?= | `` | r         | a.fr
            marie@a.fr (Marie (Dr) MARTIN)      | Marie (Dr) MARTIN | ``     | marie     | a.fr
            "marie martin"@a.fr                 | ``                | ``     | marie martin | a.fr
            <"marie martin"@a.fr>               | ``                | ``     | marie martin | a.fr
            <@b.fr,@c.fr:marie@a.fr>            | ``                | @b.fr,@c.fr | marie | a.fr
            marie @ a.fr                        | ``                | ``     | marie     | a.fr
            marie                               | ``                | ``     | marie     | ``
            Marie <marie>                       | Marie             | ``     | marie     | ``
            Marie <                             | Marie             | ``     | ``        | ``
            "Marie <marie@a.fr>                 | ``                | ``     | Marie <marie@a.fr> | ``
            marie@a@b.fr                        | ``                | ``     | marie@a   | b.fr
            <user (c)@ (c) domain.org>          | ``                | ``     | user      | domain.org
            user (c)@(d) domain.org             | c                 | ``     | user      | domain.org
            (a) M (b) <(c)@b.fr:(d)m(e)@(f)a.fr(g)> (h) | M          | @b.fr  | m         | a.fr
            <"a>(b)@c"@d.fr>                    | ``                | ``     | a>(b)@c   | d.fr
            <a(b@c.fr>                          | ``                | ``     | a(b       | c.fr
            Marie: <marie@a.fr>;                | GROUP             | Marie  | marie     | a.fr
            """)
    void address_as_it_comes(String text, String name, String route, String local, String domain) {
        Address.Mailbox mailbox = new Address.Mailbox(name, route, local, domain);
        List<Address> expected = name.equals("GROUP")
                ? List.of(
                        new Address.GroupStart(route),
                        new Address.Mailbox("", "", local, domain),
                        new Address.GroupEnd())
                : List.of(mailbox);
        assertThat(AddressList.parse(text)).isEqualTo(expected);
    }

    @Test
    void several_addresses_with_commas_too_many() {
        assertThat(AddressList.parse(", a@b,, c@d ,")).hasSize(2);
    }

    @Test
    void group_that_does_not_end() {
        assertThat(AddressList.parse("g: a@b, c@d")).hasSize(4).last().isEqualTo(new Address.GroupEnd());
    }

    @Test
    void signs_without_end_cost_no_more_than_other_characters() {
        assertTimeout(Duration.ofSeconds(2), () -> AddressList.parse("@".repeat(HeaderReader.LONGEST_VALUE)));
    }

    @Test
    void quotes_and_parentheses_without_end_cost_no_more_than_other_characters() {
        for (String text : List.of("<a\"", "<\"", "(", "<(", "<a(", "<\"a\"(", "\"", "a(b)@(", "<:\"\"")) {
            String many = text
                    + text.substring(text.length() - 1).repeat(HeaderReader.LONGEST_VALUE)
                    + text.repeat(HeaderReader.LONGEST_VALUE / text.length());
            assertTimeout(Duration.ofSeconds(2), () -> AddressList.parse(many));
        }
    }

    @Test
    void empty_group() {
        assertThat(AddressList.parse("undisclosed-recipients:;"))
                .containsExactly(new Address.GroupStart("undisclosed-recipients"), new Address.GroupEnd());
    }

    @Test
    void nothing() {
        assertThat(AddressList.parse(" ")).isEmpty();
    }
}
