package fr.pli.existing;

import fr.pli.imap.mail.MailElsewhere.Terms;
import fr.pli.imap.mail.SessionClock;
import fr.pli.imap.syntax.Literal;
import fr.pli.wire.BudgetException;
import fr.pli.wire.Connection;
import fr.pli.wire.GrantState;
import fr.pli.wire.MailAccess;
import fr.pli.wire.TimedOutException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rest of a session whose mail an existing server keeps. Commands pass as they are, if they are commands that we know and none that would
 * change who is logged in; what the server might read in another way than we do does not pass. A literal goes there when the server itself has
 * invited it, so that nothing that we take for one is a command to it.
 */
final class ExistingConversation {

    private static final int LINE = 64 * 1024;
    private static final int BUFFER = 8 * 1024;
    private static final Duration TO_ANSWER = Duration.ofMinutes(2);
    private static final Pattern FORM = Pattern.compile(
            "([!#$&',\\-./0-9:;<=>?@A-Z\\[\\]^_`a-z|~]{1,200}) ((?:[Uu][Ii][Dd] )?[A-Za-z]+)( [^\\r\\n\\x00]*)?");
    private static final Pattern CONTROL = Pattern.compile("[\\r\\n\\x00]");
    private static final Pattern LITERAL = Pattern.compile("~?\\{[0-9]{1,18}\\+?}\\z");
    /** What looks like one, also where nobody has so much to say. */
    private static final Pattern LIKE_LITERAL = Pattern.compile("\\{[0-9]+[^0-9\"]?}\\z");

    private static final Pattern SEEN_ONLY =
            Pattern.compile("(?i)[^ ]+ (UID )?STORE [^ ]+ [+-]FLAGS(\\.SILENT)? (\\(\\\\Seen\\)|\\\\Seen)");

    private static final int ERRORS_IN_A_ROW = 20;
    /** Of those sent and not answered; the next one waits for all. */
    private static final int COMMANDS_AT_ONCE = 100;

    private final Connection client;
    private final ExistingSession server;
    private final Terms terms;
    private final SessionClock clock;
    /** Of ours those that are not to reach another server: it would compress, tell what nobody counts, or act by its master user's rights. */
    private static final Set<String> LEAD_NOWHERE = Set.of(
            "AUTHENTICATE",
            "LOGIN",
            "STARTTLS",
            "SETQUOTA",
            "COMPRESS",
            "NOTIFY",
            "REPLACE",
            "UID REPLACE",
            "MYRIGHTS",
            "GETACL",
            "LISTRIGHTS",
            "SETACL",
            "DELETEACL");

    private final Set<String> known = new TreeSet<>(Set.of("THREAD", "UID THREAD"));
    private final ExistingAnswers answers;
    private int errors;

    ExistingConversation(Connection client, ExistingSession server, Terms terms) {
        this.client = client;
        this.server = server;
        this.terms = terms;
        this.clock = terms.clock();
        known.addAll(terms.commands());
        known.removeAll(LEAD_NOWHERE);
        answers = new ExistingAnswers(server, client, this::isOver);
    }

    /** Until one of both closes, or the time or the grant is over. */
    void run() throws IOException {
        Thread back = Thread.ofVirtual().name("answers " + client.id()).start(answers::run);
        try {
            while (!clock.isOver(true)) {
                client.patience(clock.patience(true));
                byte[] line = client.readLine(LINE);
                if (isOver()) {
                    answers.bye(SessionClock.NO_LONGER);
                    return;
                }
                command(line);
            }
            answers.bye(clock.whyOver(true, false));
        } catch (TimedOutException e) {
            if (!answers.isOver()) {
                boolean stopping = client.draining();
                answers.bye(isOver() && !stopping ? SessionClock.NO_LONGER : clock.whyOver(true, stopping));
            }
        } finally {
            server.close();
            join(back);
        }
    }

    private boolean isOver() {
        return terms.grant().get() instanceof GrantState.Ended;
    }

    /** Whether the session may give this command: who may only read sets and clears \\Seen and changes nothing else. */
    private boolean mayGive(String name, String line) {
        boolean changes = name.endsWith("STORE")
                ? !SEEN_ONLY.matcher(line).matches()
                : name.equals("CLOSE") || terms.changing().contains(name);
        return !changes
                || terms.grant().get() instanceof GrantState.Holds(MailAccess access) && access == MailAccess.CHANGE;
    }

    private void command(byte[] octets) throws IOException {
        String line = text(octets);
        if (line.isEmpty()) {
            return; // some send one after a literal
        }
        Matcher form = FORM.matcher(line);
        String name = form.matches() ? form.group(2).toUpperCase(Locale.ROOT) : "";
        boolean isIdle = name.equals("IDLE");
        boolean passes = known.contains(name)
                && !form.group(1).equalsIgnoreCase("DONE")
                && !(isIdle && form.group(3) != null)
                && literal(line).isPresent() == LIKE_LITERAL.matcher(line).find();
        errors = passes ? 0 : errors + 1;
        if (!passes) {
            refuse(form.matches() ? form.group(1) : "*", "BAD no such command, or not of that form", line);
        } else if (!mayGive(name, line)) {
            refuse(form.group(1), "NO [NOPERM] Lecture seule / You may only read here", line);
        } else if (isIdle) {
            idle(form.group(1), line);
        } else if (literal(line).isPresent()) {
            withLiterals(form.group(1), line);
        } else if (answers.missing() < COMMANDS_AT_ONCE || answers.awaitAll(TO_ANSWER)) {
            answers.asked(form.group(1));
            send(line);
        }
    }

    private void refuse(String tag, String why, String line) throws IOException {
        answers.say(tag + " " + why);
        if (errors >= ERRORS_IN_A_ROW) {
            throw new BudgetException("too many errors");
        }
        passOver(line);
    }

    private void idle(String tag, String line) throws IOException {
        if (!answers.awaitAll(TO_ANSWER)) {
            return;
        }
        answers.expectInvitation(false);
        answers.asked(tag);
        send(line);
        if (!answers.awaitInvitation(TO_ANSWER)) {
            return;
        }
        client.patience(clock.patience(true));
        while (!text(client.readLine(LINE)).equalsIgnoreCase("DONE")) {
            errors++;
            refuse("*", "BAD expected DONE", "");
            client.patience(clock.patience(true));
        }
        if (answers.missing() > 0) { // else the server has ended it, and would take DONE for a command
            send("DONE");
        }
    }

    private void withLiterals(String tag, String first) throws IOException {
        if (!answers.awaitAll(TO_ANSWER)) {
            return;
        }
        answers.asked(tag);
        String line = first;
        for (Optional<Literal> literal = literal(line); literal.isPresent(); literal = literal(line)) {
            answers.expectInvitation(!literal.get().waits());
            send(line.replaceFirst("\\+}\\z", "}"));
            if (!answers.awaitInvitation(TO_ANSWER)) {
                passOver(line);
                return;
            }
            copy(literal.get().size(), server.out());
            line = text(client.readLine(LINE));
            if (CONTROL.matcher(line).find()
                    || literal(line).isPresent() != LIKE_LITERAL.matcher(line).find()) {
                answers.bye("a command that is not of that form");
                server.close(); // which is in the midst of it
                return;
            }
        }
        send(line);
    }

    /** Reads away what the client sends with this line unasked. */
    private void passOver(String refused) throws IOException {
        String line = refused;
        for (Optional<Literal> literal = literal(line);
                literal.isPresent() && !literal.get().waits();
                literal = literal(line)) {
            if (literal.get().size() > terms.mostOctets()) {
                throw new BudgetException("a literal that nobody takes");
            }
            copy(literal.get().size(), OutputStream.nullOutputStream());
            line = text(client.readLine(LINE));
        }
    }

    private static Optional<Literal> literal(String line) {
        Matcher end = LITERAL.matcher(line);
        return end.find() ? Literal.parse(end.group()) : Optional.empty();
    }

    private void copy(long octets, OutputStream out) throws IOException {
        InputStream in = client.input();
        byte[] some = new byte[BUFFER];
        for (long left = octets; left > 0; ) {
            int count = in.read(some, 0, (int) Math.min(left, some.length));
            out.write(some, 0, count);
            left -= count;
        }
    }

    private void send(String line) throws IOException {
        server.out().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        server.out().flush();
    }

    /** Each octet a character. */
    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
