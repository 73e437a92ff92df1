package fr.pli.lpscli;

import fr.pli.compose.OpenedMessage;
import fr.pli.lps.Inbox;
import fr.pli.lps.MessageSummary;
import fr.pli.mss.MssAddress;
import fr.pli.tls.CertificateCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the INBOX of a BAL, or shows a message of it and whether it is sound. */
@Command(name = "read", sortOptions = false)
final class ReadCommand implements Callable<Integer> {

    private final Texts texts;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--mailbox", paramLabel = "BAL", required = true)
    @SuppressWarnings("NullAway.Init") // set by picocli, being required
    private MssAddress mailbox;

    @Option(names = "--wait", paramLabel = "SECONDS")
    private int wait;

    @Option(names = "--save", paramLabel = "FOLDER")
    private @Nullable Path save;

    @Parameters(paramLabel = "UID", descriptionKey = "uid", arity = "0..1")
    private @Nullable Long uid;

    @Mixin
    private ConnectionOptions options = new ConnectionOptions();

    ReadCommand(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (save != null && uid == null) {
            throw new UsageException(spec.commandLine(), "save-what");
        }
        options.require(one -> one.service().isImap(), spec.commandLine(), "server-shows-not");
        try (CertificateCheck igc = options.igc();
                Inbox inbox = options.connection(
                                mailbox,
                                igc,
                                SendCommand.SETTINGS,
                                texts,
                                spec.commandLine().getErr())
                        .inbox()) {
            if (wait > 0 && !inbox.awaitNew(Duration.ofSeconds(wait))) {
                out().println(texts.say("nothing-new", wait));
            }
            return (uid == null ? list(inbox) : show(inbox, uid)).code();
        }
    }

    private Ending list(Inbox inbox) throws IOException {
        List<MessageSummary> lines = inbox.list();
        if (lines.isEmpty()) {
            out().println(texts.say("empty"));
        }
        for (MessageSummary line : lines) {
            out().println(texts.say(
                    line.seen() ? "line.seen" : "line.new",
                    line.uid(),
                    line.received().map(Instant::toString).orElse("-"),
                    line.fromName(),
                    line.shownSubject()));
        }
        return Ending.DONE;
    }

    private Ending show(Inbox inbox, long number) throws IOException {
        Optional<OpenedMessage> message = inbox.open(number);
        if (message.isEmpty()) {
            throw new SaidException("no-message", number);
        }
        MessageView view = new MessageView(message.get(), texts, out());
        view.print();
        if (save != null) {
            view.save(save, number);
        }
        return message.get().isSound() ? Ending.DONE : Ending.NOT_SOUND;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
