package fr.pli.existing;

import fr.pli.wire.Connection;
import fr.pli.wire.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Another IMAP server, less strict than ours: a lone LF ends a line, and who is logged in may change. It lets the master user open every BAL but
 * {@code fermee}, and keeps what it takes for commands and what it takes for literals.
 */
final class LaxImapServer implements Protocol {

    static final String CAPABILITIES = "IMAP4rev1 IDLE COMPRESS=DEFLATE UNAUTHENTICATE ACL AUTH=PLAIN LITERAL+";
    /** What looks like answers, in a literal. */
    static final String BODY = "z OK not an answer\r\n+ not an invitation\r\n* CAPABILITY ACL\r\n{3}\r\n";

    /** More than the sockets on the way hold. */
    static final int LARGE = 20_000_000;

    private static final int MANY = 50_000;
    private static final int LINE = 10_000;

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> literals = new CopyOnWriteArrayList<>();

    /** After the log-in. */
    List<String> commands() {
        return commands;
    }

    List<String> literals() {
        return literals;
    }

    @Override
    public String busy() {
        return "* BYE";
    }

    @Override
    public void converse(Connection client) throws IOException {
        client.authenticated();
        say(client, "* OK here since 2014");
        String tag = line(client).split(" ", 2)[0];
        say(client, "+ ");
        String who = new String(Base64.getDecoder().decode(line(client)), StandardCharsets.UTF_8);
        if (who.startsWith("fermee") || !who.endsWith("\0maitre\0secret")) {
            say(client, tag + " NO [AUTHENTICATIONFAILED] not you");
            return;
        }
        say(client, tag + " OK [CAPABILITY " + CAPABILITIES + "] Logged in");
        String last = "";
        while (!last.equals("LOGOUT")) {
            last = command(client, line(client));
        }
    }

    private String command(Connection client, String line) throws IOException {
        commands.add(line);
        String[] words = (line + " ").split(" ", 3);
        String name = words[1].toUpperCase(Locale.ROOT);
        switch (name) {
            case "APPEND" -> append(client, words[0], line);
            case "IDLE" -> {
                say(client, "+ idling");
                say(client, "* 4 EXISTS");
                String end = line(client);
                say(client, words[0] + (end.equals("DONE") ? " OK" : " BAD") + " idle is over");
            }
            case "CAPABILITY" -> {
                say(client, "* CAPABILITY " + CAPABILITIES);
                say(client, words[0] + " OK");
            }
            case "FETCH" -> {
                say(client, "* OK a text with {7}");
                say(client, "* 1 FETCH (BODY[] {" + BODY.length() + "}\r\n" + BODY + " UID 7)");
                say(client, words[0] + " OK done {9}");
            }
            case "SEARCH" -> {
                for (int i = 0; i < MANY; i++) {
                    client.send("* 1 FETCH (BODY[] {1000}\r\n" + "x".repeat(1000) + ")");
                }
                say(client, words[0] + " OK done");
            }
            case "SORT" -> say(client, "* 1 FETCH (BODY[] {" + LARGE + "}\r\n" + "x".repeat(LARGE) + ")");
            case "LOGOUT" -> {
                say(client, "* BYE");
                say(client, words[0] + " OK");
            }
            case "VANISH" -> client.close();
            default -> say(client, words[0] + " OK done");
        }
        return name;
    }

    private void append(Connection client, String tag, String line) throws IOException {
        if (line.contains("Nulle-part")) {
            say(client, tag + " NO [TRYCREATE] no such mailbox");
            return;
        }
        String rest = line;
        while (rest.endsWith("}")) {
            say(client, "+ go on");
            int size = Integer.parseInt(rest.substring(rest.lastIndexOf('{') + 1, rest.length() - 1));
            literals.add(new String(client.input().readNBytes(size), StandardCharsets.US_ASCII));
            rest = line(client);
        }
        say(client, tag + " OK [APPENDUID 1 9] done");
    }

    /** As some servers read lines. */
    private static String line(Connection client) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = client.input().read();
                octet != '\n' && line.length() < LINE;
                octet = client.input().read()) {
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }

    private static void say(Connection client, String line) throws IOException {
        client.send(line);
        client.flush();
    }
}
