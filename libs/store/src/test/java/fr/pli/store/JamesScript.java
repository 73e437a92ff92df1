package fr.pli.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mpt.protocol.FileProtocolSessionBuilder;
import org.apache.james.mpt.protocol.ProtocolSession;

/**
 * A script of Apache James, without what is James's own in it:
 *
 * <ul>
 *   <li>the text for humans behind OK, NO, BAD and BYE (RFC 9051 section 7.1); response codes are compared;
 *   <li>the order of FLAGS, EXISTS, OK, LIST and LSUB responses that stand together;
 *   <li>upper and lower case in FETCH responses, whose names are free of case, and RECENT, which rev2 has dropped;
 *   <li>the order of items in a STATUS, and literals that some scripts count an octet too long;
 *   <li>stopwatches, and the wait for an index of messages that James builds behind the client's back;
 *   <li>the permanent flags of EXAMINE, where James tells those of SELECT;
 *   <li>BAD for the name of a mailbox that the server does not take: NO will do (section 6.3.4).
 * </ul>
 */
final class JamesScript {

    private static final String FOLDER = "/org/apache/james/imap/scripts/";

    private static final Pattern CONDITION = Pattern.compile(
            "(S: (?:\\\\\\*|\\S+) (?:OK|NO|BAD|BYE))\\b(?: (\\\\\\[.*\\\\]|\\(\\\\\\[.*\\\\] \\)\\?))?.*");
    private static final Pattern UNCLOSED = Pattern.compile("S: \\S+ OK \\\\\\[(?!.*\\\\]).*");
    private static final Pattern TOGETHER =
            Pattern.compile("S: \\\\\\* (?:(?:\\\\d\\+|\\d+) EXISTS|(?:FLAGS|OK|LIST|LSUB) .*)");
    private static final Pattern RECENT_COUNT = Pattern.compile("S: \\\\\\* \\S+ RECENT");
    private static final Pattern STATUS = Pattern.compile("(S: \\\\\\* STATUS .* \\\\\\()(.*)\\\\\\)");
    private static final Pattern LITERAL = Pattern.compile("(C: .*)\\{(\\d+)\\+}");
    private static final Pattern RECENT_FLAG = Pattern.compile(" \\\\\\\\Recent|\\\\\\\\Recent ?");
    private static final Pattern SEEN_WITH_BODY = Pattern.compile(
            "(S: \\\\\\* \\S+ FETCH \\\\\\()(?:FLAGS \\\\\\((?:(?!FLAGS).)*?(?:\\\\Seen|\\.\\*)\\\\\\)|\\.\\*\\\\\\)) "
                    + "(?=(?:UID \\d+ )?(?:BODY\\\\\\[|RFC822))");
    private static final Pattern FETCH = Pattern.compile("S: (?=\\\\\\* \\S+ FETCH)");

    private JamesScript() {}

    /** The names of all scripts that James brings. */
    static List<String> all() throws IOException {
        URL folder = Objects.requireNonNull(JamesScript.class.getResource(FOLDER));
        try (JarFile jar = ((JarURLConnection) folder.openConnection()).getJarFile()) {
            return jar.stream()
                    .map(entry -> "/" + entry.getName())
                    .filter(name -> name.startsWith(FOLDER) && name.endsWith(".test"))
                    .map(name -> name.substring(FOLDER.length(), name.length() - ".test".length()))
                    .toList();
        }
    }

    /**
     * Adds a script to a conversation, through the parser of James.
     *
     * @param name of its file, without {@code .test}
     */
    static void add(String name, ProtocolSession conversation) throws Exception {
        try (InputStream in = JamesScript.class.getResourceAsStream(FOLDER + name + ".test")) {
            Objects.requireNonNull(in, name);
            add(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList(), name, conversation);
        }
    }

    /** Adds lines of a script to a conversation. */
    static void add(List<String> script, String name, ProtocolSession conversation) throws Exception {
        byte[] octets = (String.join("\n", compared(script)) + "\n").getBytes(StandardCharsets.UTF_8);
        new FileProtocolSessionBuilder()
                .addProtocolLinesFromStream(new ByteArrayInputStream(octets), conversation, name);
    }

    private static List<String> compared(List<String> script) {
        List<String> lines = new ArrayList<>();
        List<String> together = new ArrayList<>();
        boolean block = false;
        String command = "";
        for (int i = 0; i < script.size(); i++) {
            String line = script.get(i);
            if (line.startsWith("SUB {") || block && line.startsWith("}")) {
                block = !block;
            } else if (!line.matches("(WAIT|TIMER) .*")
                    && !RECENT_COUNT.matcher(line).matches()) {
                command = line.startsWith("C: ") ? line : command;
                String compared = line.startsWith("S: ")
                        ? compared(line, command)
                        : counted(line, script.subList(i + 1, script.size()));
                if (!block && !TOGETHER.matcher(compared).matches()) {
                    addBlock(together, lines);
                    lines.add(compared);
                } else {
                    together.add(compared);
                }
            }
        }
        addBlock(together, lines);
        return lines;
    }

    private static String compared(String line, String command) {
        if (command.contains(" EXAMINE ") && line.contains("PERMANENTFLAGS")) {
            return "S: \\* OK \\[PERMANENTFLAGS \\(.*\\)\\].*";
        }
        String anyText = UNCLOSED.matcher(line).matches()
                ? line
                : CONDITION.matcher(line).replaceFirst(JamesScript::withAnyText);
        String withoutRecent = RECENT_FLAG.matcher(anyText).replaceAll("");
        String withoutSeen = command.contains("FLAGS")
                ? withoutRecent
                : SEEN_WITH_BODY.matcher(withoutRecent).replaceFirst("$1");
        String inOrder = STATUS.matcher(withoutSeen)
                .replaceFirst(items ->
                        Matcher.quoteReplacement(items.group(1) + JamesDialect.inOrder(items.group(2)) + "\\)"));
        String anyCase = FETCH.matcher(inOrder).replaceFirst("S: (?i)");
        return line.contains(" BAD CREATE ") ? anyCase.replace(" BAD", " (?:NO|BAD)") : anyCase;
    }

    /** A line with a literal of no more octets than the client's lines behind it hold; the last line end is the command's own. */
    private static String counted(String line, List<String> behind) {
        Matcher literal = LITERAL.matcher(line);
        if (!literal.matches()) {
            return line;
        }
        long there = -2;
        for (int i = 0; i < behind.size() && !behind.get(i).startsWith("S"); i++) {
            there += behind.get(i).startsWith("C:") ? Math.max(0, behind.get(i).length() - 3) + 2L : 0;
        }
        return literal.group(1) + "{" + Math.min(there, Long.parseLong(literal.group(2))) + "+}";
    }

    private static void addBlock(List<String> together, List<String> lines) {
        if (together.size() > 1) {
            lines.add("SUB {");
            lines.addAll(together);
            lines.add("}");
        } else {
            lines.addAll(together);
        }
        together.clear();
    }

    private static String withAnyText(MatchResult condition) {
        String code = condition.group(2) == null ? "" : " " + condition.group(2);
        return Matcher.quoteReplacement(condition.group(1) + code + (code.endsWith("?") ? ".*" : "( .*)?"));
    }
}
