package fr.pli.store;

import fr.pli.mss.MssAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is translated on the wire between a script of Apache James and a server that is not James, one line at a time. The first is what
 * the API LPS asks for; RFC 9051 leaves each of the others to the server.
 *
 * <ul>
 *   <li>{@code LOGIN imapuser password} becomes an AUTHENTICATE XOAUTH2 with a token that is good, any other LOGIN one with a token that
 *       is refused: no password opens a BAL;
 *   <li>levels of a mailbox name are separated by {@code /} here and by {@code .} there (section 5.1.1);
 *   <li>two spaces where the grammar has one become one, and spaces inside parentheses go: some scripts are lax;
 *   <li>flags in a list and items of a STATUS are put in alphabetical order, names of mailboxes in quotes;
 *   <li>RECENT and \Recent are left out: rev2 has dropped them (appendix E);
 *   <li>a UID that was not asked for is left out, and so is the \Seen which a FETCH of a body has set, where FLAGS were not asked for: we tell it
 *       together with the body (RFC 9051 section 6.4.5), James at another time;
 *   <li>the UID of a FETCH comes behind its flags, and a string without a character is a literal;
 *   <li>{@code * OK [CLOSED]} is left out (RFC 7162 section 3.2.11: James does not send it), and so are {@code * OK [COPYUID]} (James
 *       tells it at the end of a MOVE) and the removals in a selected mailbox that is deleted.
 * </ul>
 *
 * {@link JamesScript} tells what is not compared.
 *
 * @param bal what the user {@code imapuser} opens
 */
record JamesDialect(MssAddress bal) {

    /** A token that is good. */
    static final String TOKEN = "fresh";

    private static final Pattern LOGIN = ignoringCase("(\\S+) LOGIN (\\S+) (\\S+)");
    private static final Pattern NAMES =
            ignoringCase("(\\S+ (?:CREATE|DELETE|RENAME|SUBSCRIBE|UNSUBSCRIBE|LIST|LSUB|STATUS|SELECT|EXAMINE"
                    + "|APPEND|(?:UID )?(?:COPY|MOVE)) )(.*)");
    private static final Pattern DELETE = ignoringCase("\\S+ (DELETE|RENAME INBOX) .*");
    private static final Pattern FETCH_OF_BODY =
            ignoringCase("\\S+ (UID )?FETCH .*(BODY\\[|RFC822(?!\\.(SIZE|HEADER))).*");
    private static final Pattern BODY_ALONE =
            ignoringCase("\\S+ (UID )?FETCH (?!.*FLAGS).*(BODY\\[|RFC822(?!\\.(SIZE|HEADER))).*");
    private static final Pattern TOLD_WITH = Pattern.compile(" FLAGS \\([^)]*\\)( MODSEQ \\(\\d+\\))?\\)$");
    private static final Pattern UID_COMMAND = ignoringCase("\\S+ UID .*");
    private static final Pattern LAX_SPACES = Pattern.compile("(?<=\\() +| +(?=\\)| )");

    private static final Pattern LISTED = Pattern.compile("(\\* (?:LIST|LSUB) \\(.*?\\)) \"/\" (.*)");
    private static final Pattern STATUS = Pattern.compile("\\* STATUS (\".*\"|\\S+) \\((.*)\\)");
    private static final Pattern FLAGS = Pattern.compile("(?<=FLAGS \\()[^)]*(?=\\))");
    private static final Pattern NOT_ASKED_FOR = Pattern.compile("(?<=^\\* \\d{1,9} FETCH \\()UID \\d+ (?=FLAGS)");
    private static final Pattern UID_FIRST =
            Pattern.compile("(?<=^\\* \\d{1,9} FETCH \\()(UID \\d+) (FLAGS \\([^)]*\\))");
    private static final Pattern EMPTY = Pattern.compile("(\\* \\d+ FETCH \\(.*) \"\"\\)");
    private static final Pattern SEEN =
            Pattern.compile("\\* \\d+ FETCH \\((UID \\d+ )?FLAGS \\([^)]*\\\\Seen[^)]*\\)\\)");
    private static final Pattern PASSED_OVER = Pattern.compile("\\* (OK \\[(CLOSED|COPYUID .*)].*|\\d+ RECENT)");
    private static final Pattern EXPUNGE = Pattern.compile("\\* \\d+ EXPUNGE");

    /** The line that the server gets for a command of the script. */
    String toServer(String line) {
        Matcher login = LOGIN.matcher(line);
        if (login.matches()) {
            boolean good = login.group(2).equals("imapuser") && login.group(3).equals("password");
            return login.group(1) + " AUTHENTICATE XOAUTH2 " + xoauth2(good ? TOKEN : "stale");
        }
        Matcher names = NAMES.matcher(LAX_SPACES.matcher(line).replaceAll(""));
        return names.matches() ? names.group(1) + names.group(2).replace('.', '/') : names.replaceAll("$0");
    }

    /** Whether the server asks what only a translated LOGIN leads to: the answer to a refusal of a token (RFC 7628 section 3.2.3). */
    static boolean isChallenge(String command, String line) {
        return line.startsWith("+") && LOGIN.matcher(command).matches();
    }

    /** The lines that the script gets for one of the server, after that command of the script; nothing if it is left out. */
    Optional<String> fromServer(String line, String command) {
        if (PASSED_OVER.matcher(line).matches()
                || SEEN.matcher(line).matches()
                        && FETCH_OF_BODY.matcher(command).matches()
                || EXPUNGE.matcher(line).matches() && DELETE.matcher(command).matches()) {
            return Optional.empty();
        }
        Matcher listed = LISTED.matcher(line);
        if (listed.matches()) {
            return Optional.of(listed.group(1) + " \".\" " + quoted(listed.group(2)));
        }
        Matcher status = STATUS.matcher(line);
        if (status.matches()) {
            return Optional.of("* STATUS " + quoted(status.group(1)) + " (" + inOrder(status.group(2)) + ")");
        }
        if (!line.startsWith("* ")) {
            return Optional.of(
                    BODY_ALONE.matcher(command).matches()
                            ? TOLD_WITH.matcher(line).replaceFirst(")")
                            : line);
        }
        String asked = UID_COMMAND.matcher(command).matches()
                ? line
                : NOT_ASKED_FOR.matcher(line).replaceFirst("");
        String flagsFirst = UID_FIRST.matcher(asked).replaceFirst("$2 $1");
        String literal = EMPTY.matcher(flagsFirst).replaceFirst("$1 {0}\n)");
        return Optional.of(FLAGS.matcher(literal).replaceAll(JamesDialect::inOrder));
    }

    private String xoauth2(String token) {
        String response = "user=" + bal + "\1auth=Bearer " + token + "\1\1";
        return Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.US_ASCII));
    }

    private static String quoted(String name) {
        String dotted = name.replace('/', '.');
        return dotted.startsWith("\"") ? dotted : "\"" + dotted + "\"";
    }

    private static String inOrder(MatchResult flags) {
        String[] each = flags.group().replaceFirst(" ?\\\\Recent", "").strip().split(" ", -1);
        Arrays.sort(each);
        return Matcher.quoteReplacement(String.join(" ", each).replaceFirst("(\\\\\\*) (.*)", "$2 $1"));
    }

    /** Items of a STATUS with their values. */
    static String inOrder(String items) {
        String[] words = items.split(" ", -1);
        TreeMap<String, String> values = new TreeMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            if (!words[i].equals("RECENT")) {
                values.put(words[i], words[i + 1]);
            }
        }
        return String.join(
                " ",
                values.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .toList());
    }

    private static Pattern ignoringCase(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
