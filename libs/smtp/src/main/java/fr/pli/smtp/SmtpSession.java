package fr.pli.smtp;

import fr.pli.wire.BudgetException;
import fr.pli.wire.ComputingTime;
import fr.pli.wire.Connection;
import fr.pli.wire.SaslDialogue;
import fr.pli.wire.SaslPolicy;
import fr.pli.wire.TimedOutException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One conversation: the loop from command to answer, and what the client has reached so far. */
final class SmtpSession {

    /** RFC 5321 section 4.5.3.1.4 and what the extensions add. */
    private static final int LONGEST_LINE = 2048;
    /** Before AUTH, for a token; RFC 4954 section 4 asks for 12288. */
    private static final int LONGEST_AUTH_LINE = 16 * 1024;

    private final Connection connection;
    private final SmtpSettings settings;
    private final Reception reception;
    private final Function<String, Command> commands;
    private final Replies replies;
    private final Journal journal;
    private final Tally tally;
    private final long began = System.nanoTime();
    private final ComputingTime computing = new ComputingTime();
    private final SaslDialogue sasl;

    private String greeting = "";
    private boolean extended;
    private Optional<SmtpClient.Authenticated> authenticated = Optional.empty();
    private @Nullable Transaction transaction;
    private int transactions;
    private String ended = "";

    SmtpSession(
            Connection connection,
            SmtpSettings settings,
            Reception reception,
            SaslPolicy policy,
            Function<String, Command> commands,
            Consumer<SmtpEvent> events) {
        this.connection = connection;
        this.settings = settings;
        this.reception = reception;
        this.commands = commands;
        this.replies = new Replies(connection);
        this.journal = new Journal(connection.id(), events);
        this.tally = new Tally(settings.limits());
        this.sasl = new SaslDialogue(connection, policy);
    }

    /** From the greeting to the end. */
    void run() throws IOException {
        try {
            replies.bare(220, settings.host() + " ESMTP");
            while (ended.isEmpty()) {
                turn();
            }
        } catch (TimedOutException e) {
            farewell(whyWaitedInVain());
        } catch (BudgetException e) {
            farewell(needsLogin() ? Answer.AUTHENTICATION_TOO_LONG : Answer.LINE_TOO_LONG);
        } finally {
            endTransaction();
            sasl.close();
            journal.ended(ended.isEmpty() ? "gone" : ended, lasted());
        }
    }

    /** One command. Answers wait while more commands are here (RFC 2920 section 3.2). */
    private void turn() throws IOException {
        if (transaction == null && connection.draining()) {
            farewell(Answer.STOPPING);
            return;
        }
        if (transaction == null && lasted().compareTo(settings.limits().session()) > 0) {
            farewell(Answer.SESSION_TOO_LONG);
            return;
        }
        if (isStranger() && !timeToLogIn().isPositive()) {
            farewell(Answer.TIMED_OUT);
            return;
        }
        if (!connection.hasInput()) {
            connection.flush();
        }
        connection.patience(patience());
        byte[] line = connection.readLine(needsLogin() ? LONGEST_AUTH_LINE : LONGEST_LINE);
        if (sasl.isOver()) {
            farewell(Answer.NO_LONGER_ALLOWED);
            return;
        }
        obey(line);
        Optional<Answer> exceeded =
                needsLogin() && sasl.isExhausted() ? Optional.of(Answer.TOO_MANY_LOGINS) : tally.exceeded();
        if (ended.isEmpty() && exceeded.isPresent()) {
            farewell(exceeded.get());
        }
    }

    private void obey(byte[] line) throws IOException {
        String verb = "?";
        tally.command();
        try {
            CommandLine given = CommandLine.parse(line);
            Command command = commands.apply(given.verb());
            verb = command instanceof RefusedCommand ? "?" : given.verb();
            if (!connection.isTls() && !command.isAllowedInClear()) {
                throw Answer.TLS_NEEDED.refusal();
            }
            command.run(this, given.arguments());
        } catch (SmtpRefusal refusal) {
            refuse(verb, refusal);
        } catch (RuntimeException fault) {
            journal.fault(verb, fault);
            refuse(verb, Answer.FAULT.refusal());
        }
    }

    private Answer whyWaitedInVain() {
        if (connection.draining()) {
            return Answer.STOPPING;
        }
        return sasl.isOver() ? Answer.NO_LONGER_ALLOWED : Answer.TIMED_OUT;
    }

    private void refuse(String verb, SmtpRefusal refusal) throws IOException {
        tally.refused(refusal.reply());
        journal.refused(verb, refusal);
        replies.send(refusal.reply());
    }

    private Duration lasted() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** For what comes next. A stranger gains no time by talking. */
    private Duration patience() {
        Duration command = settings.limits().command();
        return isStranger() && timeToLogIn().compareTo(command) < 0 ? timeToLogIn() : command;
    }

    private Duration timeToLogIn() {
        return settings.limits().login().minus(lasted());
    }

    private void farewell(Answer answer) throws IOException {
        end(answer.word());
        replies.send(answer.reply());
    }

    /** The connection closes after the answer to this command. {@code reason} is one word for the log. */
    void end(String reason) {
        ended = reason;
    }

    Connection connection() {
        return connection;
    }

    SmtpSettings settings() {
        return settings;
    }

    Reception reception() {
        return reception;
    }

    Replies replies() {
        return replies;
    }

    Journal journal() {
        return journal;
    }

    /** EHLO or HELO came: what was in progress is over (RFC 5321 section 4.1.4). */
    void greeted(String name, boolean extended) {
        endTransaction();
        greeting = name;
        this.extended = extended;
    }

    /** After STARTTLS nothing that was said before counts (RFC 3207 section 4.2). */
    void startOver() {
        greeted("", false);
    }

    /** @throws SmtpRefusal 503 before EHLO or HELO */
    void requireGreeting() throws SmtpRefusal {
        if (greeting.isEmpty()) {
            throw Answer.OUT_OF_SEQUENCE.refusal("EHLO");
        }
    }

    /** Empty until AUTH succeeded. */
    Optional<SmtpClient.Authenticated> authenticated() {
        return authenticated;
    }

    SaslDialogue sasl() {
        return sasl;
    }

    /** Sends a challenge, base64 already, and waits for the answer (RFC 4954 section 4). */
    byte[] ask(String base64) throws IOException {
        replies.bare(334, base64);
        connection.flush();
        connection.patience(patience());
        return connection.readLine(LONGEST_AUTH_LINE);
    }

    void loggedIn(String mechanism, SmtpClient.Authenticated client) {
        authenticated = Optional.of(client);
        journal.loggedIn(mechanism, client);
    }

    /** Who sends. @throws SmtpRefusal before EHLO, and before AUTH where that is needed */
    SmtpClient client() throws SmtpRefusal {
        requireGreeting();
        if (needsLogin()) {
            throw Answer.AUTHENTICATION_NEEDED.refusal();
        }
        return new SmtpClient(
                connection.id(),
                connection.peer(),
                greeting,
                connection.tlsDescription(),
                connection.peerChain(),
                computing,
                authenticated);
    }

    /** Of whom nothing is known yet: not logged in; where nobody logs in, without a MAIL that was accepted. */
    private boolean isStranger() {
        return needsLogin() || settings.role() == SmtpSettings.Role.EXCHANGE && transactions == 0;
    }

    private boolean needsLogin() {
        return settings.role() == SmtpSettings.Role.SUBMISSION && authenticated.isEmpty();
    }

    /** MAIL was accepted. */
    void begin(SmtpClient client, MailParameters parameters, Incoming incoming) {
        transactions++;
        String id = connection.id() + "." + transactions;
        transaction = new Transaction(id, extended, client, parameters, incoming);
        connection.authenticated();
        replies.utf8(parameters.smtpUtf8());
    }

    /** The message in progress. @throws SmtpRefusal 503 before MAIL */
    Transaction transaction() throws SmtpRefusal {
        if (transaction == null) {
            throw Answer.OUT_OF_SEQUENCE.refusal("MAIL");
        }
        return transaction;
    }

    /** @throws SmtpRefusal 503 after MAIL */
    void requireNoTransaction() throws SmtpRefusal {
        if (transaction != null) {
            throw Answer.OUT_OF_SEQUENCE.refusal("RSET");
        }
    }

    /** Nothing of it is kept unless it was committed. */
    void endTransaction() {
        if (transaction != null) {
            transaction.close();
            transaction = null;
            tally.abandoned();
            replies.utf8(false);
        }
    }

    /** The message in progress has grown. */
    void progressed() {
        tally.progressed();
    }

    /** Octets of data to be read at most, to hear a message that is too big to its end. */
    long mostOctets() {
        return 2 * reception.maxSize();
    }

    /** Where the data of the message in progress goes. @throws SmtpRefusal if it may not come now */
    MessageBody body() throws SmtpRefusal {
        Transaction mail = transaction();
        mail.requireRecipients();
        try {
            return mail.body(settings, reception.maxSize());
        } catch (SmtpRefusal | RuntimeException e) {
            endTransaction();
            throw e;
        }
    }

    /** A chunk is whole. @throws SmtpRefusal if what came so far is not to be had; the message is over then */
    void check(MessageBody body) throws SmtpRefusal {
        try {
            body.flush();
            body.check();
        } catch (SmtpRefusal | RuntimeException e) {
            endTransaction();
            throw e;
        }
    }

    /** The data is whole: says 250 once the message is durable. @throws SmtpRefusal if it is not to be */
    void commit(MessageBody body) throws SmtpRefusal, IOException {
        Transaction mail = transaction();
        try {
            if (sasl.isOver()) { // while the data came
                end(Answer.NO_LONGER_ALLOWED.word());
                throw Answer.NO_LONGER_ALLOWED.refusal();
            }
            long began = System.nanoTime();
            String id = body.commit();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            tally.accepted();
            journal.accepted(mail.id(), id, body.octets(), mail.recipients(), took);
            replies.send(Answer.ACCEPTED.reply(id));
        } finally {
            endTransaction();
        }
    }
}
