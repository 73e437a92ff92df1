package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.imap.mail.ImapSettings;
import fr.pli.wire.TranscriptLines;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the engine understands or announces is said in a transcript. */
class CoverageTest {

    /** What a transcript holds that shows a capability: what the client says, or {@code S} and what it hears. */
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("IMAP4rev1", "C: \\S+ LSUB "),
            Map.entry("IMAP4rev2", "C: \\S+ ENABLE IMAP4rev2"),
            Map.entry("SASL-IR", "C: \\S+ AUTHENTICATE \\S+ \\{xoauth2"),
            Map.entry("ID", "C: \\S+ I[dD] \\("),
            Map.entry("LITERAL+", "C: .*\\{\\d+\\+}"),
            Map.entry("LITERAL-", "C: .*\\{\\d+\\+}"),
            Map.entry("STARTTLS", "C: \\S+ STARTTLS"),
            Map.entry("LOGINDISABLED", "C: \\S+ LOGIN "),
            Map.entry("AUTH=XOAUTH2", "C: \\S+ AUTHENTICATE XOAUTH2"),
            Map.entry("AUTH=PLAIN", "C: \\S+ AUTHENTICATE PLAIN"),
            Map.entry("ENABLE", "C: \\S+ ENABLE "),
            Map.entry("NAMESPACE", "C: \\S+ NAMESPACE"),
            Map.entry("CHILDREN", "S.*\\\\HasChildren"),
            Map.entry("LIST-EXTENDED", "C: \\S+ LIST \\("),
            Map.entry("LIST-STATUS", "C: \\S+ LIST .* RETURN \\(.*STATUS"),
            Map.entry("SPECIAL-USE", "C: \\S+ LIST .*SPECIAL-USE"),
            Map.entry("CREATE-SPECIAL-USE", "C: \\S+ CREATE .* \\(USE"),
            Map.entry("STATUS=SIZE", "C: \\S+ STATUS .*SIZE"),
            Map.entry("UIDPLUS", "C: \\S+ UID EXPUNGE"),
            Map.entry("MOVE", "C: \\S+ MOVE "),
            Map.entry("UNSELECT", "C: \\S+ UNSELECT"),
            Map.entry("IDLE", "C: \\S+ IDLE"),
            Map.entry("CONDSTORE", "C: .*UNCHANGEDSINCE"),
            Map.entry("QRESYNC", "C: .*\\(QRESYNC"),
            Map.entry("ESEARCH", "C: .*SEARCH RETURN \\("),
            Map.entry("SEARCHRES", "C: .* \\$"),
            Map.entry("SORT", "C: \\S+ SORT "),
            Map.entry("BINARY", "C: .*BINARY"),
            Map.entry("OBJECTID", "C: .*EMAILID"),
            Map.entry("UTF8=ACCEPT", "C: .*ENABLE UTF8=ACCEPT"),
            Map.entry("WITHIN", "C: .* OLDER "),
            Map.entry("SAVEDATE", "C: .* SAVEDSINCE "),
            Map.entry("REPLACE", "C: \\S+ REPLACE "),
            Map.entry("ACL", "C: \\S+ MYRIGHTS "),
            Map.entry("RIGHTS=kxte", "S: \\* MYRIGHTS .*k.*x.*t.*e"),
            Map.entry("LIST-MYRIGHTS", "C: \\S+ LIST .* RETURN \\(.*MYRIGHTS"),
            Map.entry("THREAD=ORDEREDSUBJECT", "C: \\S+ THREAD ORDEREDSUBJECT "),
            Map.entry("THREAD=REFERENCES", "C: \\S+ THREAD REFERENCES "),
            Map.entry("COMPRESS=DEFLATE", "C: \\S+ COMPRESS DEFLATE"),
            Map.entry("NOTIFY", "C: \\S+ NOTIFY SET STATUS "),
            Map.entry("PREVIEW", "C: .*PREVIEW \\(LAZY\\)"),
            Map.entry("PARTIAL", "C: .*\\(PARTIAL "),
            Map.entry("QUOTA", "C: \\S+ GETQUOTAROOT "),
            Map.entry("QUOTA=RES-STORAGE", "S.*STORAGE "),
            Map.entry("APPENDLIMIT", "S.*\\[TOOBIG]"));

    static Stream<String> commands() {
        return new Commands().names().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource
    void commands(String name) throws IOException {
        assertThat(TranscriptLines.in("/imap")).anyMatch(line -> line.matches("(?i)C: \\S+ " + name + "( .*)?"));
    }

    static Stream<String> capabilities() {
        return Stream.of(State.CLEAR, State.NOT_AUTHENTICATED, State.SELECTED)
                .map(state -> Capabilities.of(state, List.of("XOAUTH2", "PLAIN"), ImapSettings.DEFAULTS))
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource
    void capabilities(String name) throws IOException {
        String shown = SHOWN.get(name.replaceFirst("^(APPENDLIMIT)=.*", "$1"));
        assertThat(shown).as("how a transcript shows it").isNotNull();
        assertThat(TranscriptLines.in("/imap")).anyMatch(line -> line.matches(shown + ".*"));
    }
}
