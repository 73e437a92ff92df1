package fr.pli.smtp;

import fr.pli.wire.Connection;
import fr.pli.wire.Protocol;
import fr.pli.wire.SaslPolicy;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** SMTP as one listener speaks it (RFC 5321; as submission, RFC 6409): for 587 and 465 from care software, for 25 between operators. */
public final class SmtpProtocol implements Protocol {

    private static final Command UNKNOWN = new RefusedCommand(Answer.UNKNOWN_COMMAND);

    private final SmtpSettings settings;
    private final Reception reception;
    private final SaslPolicy policy;
    private final Consumer<SmtpEvent> events;
    private final Map<String, Command> commands;

    /**
     * @param policy what AUTH offers; no mechanism where {@link SmtpSettings.Role#EXCHANGE}
     * @param events told of each event on the session's thread
     */
    public SmtpProtocol(SmtpSettings settings, Reception reception, SaslPolicy policy, Consumer<SmtpEvent> events) {
        this.settings = settings;
        this.reception = reception;
        this.policy = policy;
        this.events = events;
        this.commands = Map.ofEntries(
                Map.entry("EHLO", new EhloCommand()),
                Map.entry("HELO", new HeloCommand()),
                Map.entry("STARTTLS", new StartTlsCommand()),
                Map.entry("AUTH", policy.mechanisms().isEmpty() ? UNKNOWN : new AuthCommand()),
                Map.entry("MAIL", new MailCommand()),
                Map.entry("RCPT", new RcptCommand()),
                Map.entry("DATA", new DataCommand()),
                Map.entry("BDAT", new BdatCommand()),
                Map.entry("RSET", new RsetCommand()),
                Map.entry("NOOP", new NoopCommand()),
                Map.entry("VRFY", new VrfyCommand()),
                Map.entry("EXPN", new RefusedCommand(Answer.NOT_IMPLEMENTED)),
                Map.entry("HELP", new HelpCommand()),
                Map.entry("QUIT", new QuitCommand()));
    }

    @Override
    public void converse(Connection connection) throws IOException {
        new SmtpSession(connection, settings, reception, policy, this::command, events).run();
    }

    @Override
    public String busy() {
        return AsciiText.fold(Answer.BUSY.reply().toString());
    }

    /** Of all commands, those that are always refused included. */
    Set<String> verbs() {
        return commands.keySet();
    }

    private Command command(String verb) {
        return commands.getOrDefault(verb, UNKNOWN);
    }
}
