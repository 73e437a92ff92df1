package fr.pli.imap;

import fr.pli.mime.RandomMessage;
import fr.pli.mss.Mutations;
import fr.pli.mss.Pieces;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What clients say, good and damaged, the same for the same seed. One character is one octet. */
final class RandomSession {

    private static final List<String> COMMANDS = List.of(
            "NOOP",
            "CAPABILITY",
            "CHECK",
            "CLOSE",
            "UNSELECT",
            "EXPUNGE",
            "NAMESPACE",
            "ENABLE X",
            "ENABLE CONDSTORE QRESYNC",
            "ENABLE IMAP4rev2",
            "ENABLE UTF8=ACCEPT",
            "ID L",
            "ID (\"name\" S)",
            "STARTTLS",
            "LOGIN S S",
            "AUTHENTICATE PLAIN",
            "AUTHENTICATE XOAUTH2 abcd",
            "SELECT INBOX",
            "SELECT B",
            "EXAMINE B (CONDSTORE)",
            "SELECT INBOX (QRESYNC (1000001 1 1:N (1,2 1,2)))",
            "CREATE B",
            "CREATE B (USE (\\Sent))",
            "DELETE B",
            "RENAME B B",
            "SUBSCRIBE B",
            "UNSUBSCRIBE B",
            "LIST \"\" P",
            "LIST (SUBSCRIBED RECURSIVEMATCH) B (P P) RETURN (STATUS (MESSAGES UNSEEN SIZE) CHILDREN SPECIAL-USE)",
            "LSUB \"\" P",
            "STATUS B (MESSAGES UIDNEXT UIDVALIDITY UNSEEN DELETED SIZE HIGHESTMODSEQ MAILBOXID)",
            "GETQUOTA \"\"",
            "GETQUOTAROOT B",
            "COMPRESS X",
            "NOTIFY NONE",
            "NOTIFY SET STATUS (SELECTED (MessageNew (UID FLAGS BODY.PEEK[HEADER.FIELDS (A)]) MessageExpunge FlagChange)) (SUBTREE (B B) (MailboxName SubscriptionChange))",
            "NOTIFY SET (SELECTED-DELAYED (MessageNew MessageExpunge)) (PERSONAL (MessageNew MessageExpunge FlagChange MailboxName))",
            "NOTIFY SET STATUS (MAILBOXES B NONE) (INBOXES (MessageNew MessageExpunge)) (SUBSCRIBED (X))",
            "MYRIGHTS B",
            "GETACL INBOX",
            "LISTRIGHTS B S",
            "SETACL B S +lr",
            "DELETEACL INBOX S",
            "LIST \"\" P RETURN (MYRIGHTS)",
            "SETQUOTA \"\" (STORAGE 1)",
            "APPEND INBOX M",
            "APPEND B (\\Seen K) \"24-Nov-2026 08:00:00 +0100\" M",
            "APPEND INBOX UTF8 (~M)",
            "FETCH Q (FLAGS UID RFC822.SIZE INTERNALDATE MODSEQ EMAILID THREADID)",
            "FETCH Q (ENVELOPE BODYSTRUCTURE BODY)",
            "UID FETCH Q (BODY.PEEK[]<0.N> BODY[HEADER.FIELDS (A S)] BODY[1.MIME] BINARY.PEEK[1] BINARY.SIZE[1])",
            "FETCH Q (FLAGS) (CHANGEDSINCE N)",
            "FETCH Q (UID PREVIEW (LAZY) FLAGS)",
            "UID FETCH Q PREVIEW",
            "UID FETCH Q (FLAGS) (CHANGEDSINCE N VANISHED)",
            "STORE Q +FLAGS (\\Deleted K)",
            "UID STORE Q (UNCHANGEDSINCE N) -FLAGS.SILENT (\\Seen)",
            "COPY Q B",
            "UID MOVE Q B",
            "REPLACE 1 B (\\Draft) M",
            "UID REPLACE N INBOX M",
            "UID EXPUNGE Q",
            "SEARCH CHARSET UTF-8 OR TEXT S NOT (BODY S Q)",
            "UID SEARCH RETURN (SAVE MIN MAX COUNT ALL) HEADER A S SINCE 1-Jan-2026 KEYWORD K",
            "SEARCH MODSEQ N LARGER N",
            "THREAD REFERENCES UTF-8 ALL",
            "UID THREAD ORDEREDSUBJECT US-ASCII FROM S",
            "SORT (REVERSE DATE SUBJECT) UTF-8 ALL FROM S",
            "UID SEARCH RETURN (PARTIAL -1:-N COUNT SAVE) OLDER N SAVEDSINCE 1-Jan-2026",
            "UID FETCH Q (SAVEDATE UID) (PARTIAL 1:N)",
            "IDLE");

    private static final Pieces QUEER = Pieces.of(
            "\"",
            "\\",
            "(",
            ")",
            " ",
            "{",
            "}",
            "*",
            "%",
            "\u00c3\u00a9",
            "\0",
            "\t",
            "a",
            "1",
            "[",
            "]",
            "&",
            "-",
            "/",
            "x".repeat(300));
    private static final Pieces TEXT =
            Pieces.of("caf", "\u00c3\u00a9", "a", " ", "\"", "\\", "(", "[x]", "%s", "&AOk-", "\t");
    private static final List<String> MAILBOXES = List.of(
            "INBOX", "inbox/x", "Labo", "Labo/2026", "\"a b\"", "&AOk-", "\"x\\\"y\"", "Autre/", "a//b", "Envoy&AOk-s");
    private static final List<String> SETS =
            List.of("1", "1:*", "*", "2:1", "1,3,5:7", "$", "4294967295:1", "1:4294967295", "999", "0", "1:*,2,3:*");

    private final Random random;
    private final Mutations mutations;

    RandomSession(long seed) {
        random = new Random(seed);
        mutations = new Mutations(seed);
    }

    /** How many commands follow. */
    int length() {
        return 1 + random.nextInt(30);
    }

    /** Whether what has been said so far is sent now and its answers waited for. */
    boolean pauses() {
        return random.nextInt(3) == 0;
    }

    /** One command behind its tag, with its line end and what the client says besides. All its literals are as long as they say. */
    String command() {
        String command = filled(COMMANDS.get(random.nextInt(COMMANDS.size())));
        if (random.nextInt(3) == 0 && !command.contains("\r")) {
            command = damaged(command);
        }
        String word = command.toUpperCase(Locale.ROOT);
        return command + "\r\n" + (word.startsWith("IDLE") ? "DONE\r\n" : word.startsWith("AUTH") ? "*\r\n" : "");
    }

    /** Anything: commands whose literals lie, cut and spliced at random. */
    String chaos() {
        StringBuilder said = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            said.append('c').append(i).append(' ').append(command());
            if (random.nextInt(4) == 0) {
                said.append("l APPEND INBOX {")
                        .append(random.nextInt(3000))
                        .append(random.nextBoolean() ? "+}\r\n" : "}\r\n");
            }
        }
        byte[] octets = said.toString().getBytes(StandardCharsets.ISO_8859_1);
        return octets.length == 0 ? "" : new String(mutations.of(List.of(octets)), StandardCharsets.ISO_8859_1);
    }

    /** Breaks it without a word of where its line or a literal ends. */
    private String damaged(String command) {
        int at = random.nextInt(command.length() + 1);
        int length = random.nextInt(Math.min(4, command.length() - at) + 1);
        String broken = command.substring(0, at) + QUEER.text(random.nextLong(), 3) + command.substring(at + length);
        return broken.replaceAll("[\r\n]|\\{[0-9]*\\+?}$", "?");
    }

    /** Puts something for each capital that stands alone. */
    private String filled(String template) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            boolean alone = (i == 0 || !Character.isLetter(template.charAt(i - 1)))
                    && (i + 1 == template.length() || !Character.isLetter(template.charAt(i + 1)));
            out.append(alone ? filled(template.charAt(i)) : String.valueOf(template.charAt(i)));
        }
        return out.toString();
    }

    private String filled(char c) {
        return switch (c) {
            case 'B' -> random.nextInt(6) == 0 ? string() : MAILBOXES.get(random.nextInt(MAILBOXES.size()));
            case 'P' -> random.nextBoolean() ? "*" : string();
            case 'Q' -> SETS.get(random.nextInt(SETS.size()));
            case 'N' -> String.valueOf(random.nextInt(40));
            case 'S' -> string();
            case 'K' -> "k" + random.nextInt(100);
            case 'A' -> random.nextBoolean() ? "Subject" : "X-Mss-Ins";
            case 'L' -> "NIL";
            case 'M' -> literal(message());
            default -> String.valueOf(c);
        };
    }

    /** Not so large that a server may close because of it. */
    private String message() {
        String message = new String(RandomMessage.of(random.nextLong()), StandardCharsets.ISO_8859_1);
        return message.substring(0, (int) Math.min(message.length(), ImapHouse.MAX_MESSAGE + 1000));
    }

    private String string() {
        String text = TEXT.text(random.nextLong(), 6);
        return random.nextBoolean() ? literal(text) : '"' + text.replaceAll("[\"\\\\\r\n\0]", "") + '"';
    }

    private static String literal(String text) {
        return "{" + text.length() + "+}\r\n" + text;
    }
}
