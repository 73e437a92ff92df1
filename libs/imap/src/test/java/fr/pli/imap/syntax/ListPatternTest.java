package fr.pli.imap.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.imap.mail.MailboxName;
import fr.pli.mss.LongRun;
import fr.pli.mss.MssSyntaxException;
import fr.pli.mss.Pieces;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListPatternTest {

    private static final Pieces PIECES =
            Pieces.of("a", "a", "b", "/", "/", "%", "*", "INBOX", "inbox", ".", "\\E", "é");

    @ParameterizedTest
    @CsvSource({
        "'',*,a/b,true",
        "'',%,a,true",
        "'',%,a/b,false",
        "'',%/%,a/b,true",
        "a/,%,a/b,true",
        "a/,%,a,false",
        "'',a%c,abbbc,true",
        "'',a%c,ab/c,false",
        "'',a*c,ab/c,true",
        "'',inbox,INBOX,true",
        "'',inbox/%,INBOX/a,true",
        "'',inboxes,INBOXES,false",
        "'','',a,false",
        "'',%%a,ba,true"
    })
    void stars_pass_levels_and_percents_do_not(String reference, String pattern, String name, boolean matches)
            throws Exception {
        assertThat(ListPattern.of(reference, pattern).matches(new MailboxName(name)))
                .isEqualTo(matches);
    }

    @Test
    @Timeout(60) // tried one after the other, its ways would outlast everybody
    void the_worst_pattern_is_decided() throws Exception {
        ListPattern pattern = ListPattern.of("", "*a%a".repeat(125));
        MailboxName name = new MailboxName("a".repeat(499) + "b");
        assertThat(pattern.matches(name)).isFalse();
    }

    @Test
    void a_pattern_has_500_characters_at_most() {
        assertThatThrownBy(() -> ListPattern.of("a", "%".repeat(500))).isInstanceOf(ImapSyntaxException.class);
    }

    @Property(tries = 5000)
    void any_pattern_matches_what_the_same_regular_expression_does(@ForAll long seed) throws ImapSyntaxException {
        check(seed);
    }

    @Test
    @Tag("fuzz")
    void any_pattern_for_long() throws ImapSyntaxException {
        LongRun.of("imap list-pattern", ListPatternTest::check);
    }

    private static void check(long seed) throws ImapSyntaxException {
        String pattern = PIECES.text(seed, 12);
        MailboxName name;
        try {
            name = new MailboxName(PIECES.text(seed + 1, 8));
        } catch (MssSyntaxException _) {
            return;
        }
        String text = pattern.replaceFirst("^(?i:inbox)(?=$|[/%*])", "INBOX");
        String expression = text.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '%' ? "[^/]*" : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        assertThat(ListPattern.of("", pattern).matches(name))
                .as("seed %s: %s, %s", seed, pattern, name)
                .isEqualTo(name.value().matches("(?s)" + expression));
    }
}
