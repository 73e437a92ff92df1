package fr.pli.lpscli;

import fr.pli.compose.ComposeSettings;
import fr.pli.compose.ComposedMessage;
import fr.pli.compose.Composer;
import fr.pli.compose.CompositionException;
import fr.pli.compose.CompositionWarning;
import fr.pli.compose.Draft;
import fr.pli.compose.MessageId;
import fr.pli.compose.Receipt;
import fr.pli.compose.Reply;
import fr.pli.compose.Sender;
import fr.pli.mss.DisplayName;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssSyntaxException;
import fr.pli.mss.Nil;
import fr.pli.mss.Visibility;
import fr.pli.tls.CertificateCheck;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Composes a message of CDA files and submits it. */
@Command(name = "send", sortOptions = false)
final class SendCommand implements Callable<Integer> {

    static final ComposeSettings SETTINGS = ComposeSettings.of(new Nil("<Pli/pli-send/0.1>"));

    private final Texts texts;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "BAL", required = true)
    @SuppressWarnings("NullAway.Init") // set by picocli, being required
    private MssAddress from;

    @Option(names = "--to", paramLabel = "BAL", required = true, split = ",")
    private List<MssAddress> to = List.of();

    @Option(names = "--name", paramLabel = "NAME")
    private String name = "";

    @Option(names = "--reply-to", paramLabel = "BAL", split = ",")
    private List<MssAddress> replyTo = List.of();

    @Option(names = "--text", paramLabel = "TEXT")
    private String text = "";

    @Option(names = "--receipt", paramLabel = "delivery|reading", split = ",")
    private Set<Receipt> receipts = Set.of();

    @Option(names = "--no-answer")
    private boolean noAnswer;

    @Option(
            names = "--visibility",
            paramLabel = "masque-ps|invisible-patient|invisible-representants-legaux",
            split = ",")
    private Set<Visibility> hidden = Set.of();

    @Option(names = "--replaces", paramLabel = "MESSAGE-ID")
    private @Nullable MessageId replaces;

    @Option(names = "--deletes", paramLabel = "MESSAGE-ID")
    private @Nullable MessageId deletes;

    @Option(names = "--without-qualified-ins")
    private boolean derogation;

    @Parameters(paramLabel = "CDA.xml", descriptionKey = "documents", arity = "1..*")
    private List<Path> documents = List.of();

    @Mixin
    private ConnectionOptions options = new ConnectionOptions();

    SendCommand(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Integer call() throws IOException {
        if (replaces != null && deletes != null) {
            throw new UsageException(spec.commandLine(), "replaces-or-deletes");
        }
        options.require(one -> !one.service().isImap(), spec.commandLine(), "server-sends-not");
        ComposedMessage message = compose(draft());
        for (CompositionWarning warning : message.warnings()) {
            spec.commandLine()
                    .getErr()
                    .println(texts.say("odd", documents.get(warning.document()), texts.say("odd." + warning.kind())));
        }
        try (CertificateCheck igc = options.igc()) {
            options.connection(from, igc, SETTINGS, texts, spec.commandLine().getErr())
                    .send(message);
        }
        spec.commandLine()
                .getOut()
                .println(texts.say("sent", message.id(), message.recipients().size()));
        message.headers()
                .fields()
                .forEach((field, value) ->
                        spec.commandLine().getOut().println("  " + Texts.printable(field + ": " + value)));
        return Ending.DONE.code();
    }

    private ComposedMessage compose(Draft draft) throws IOException {
        ComposeSettings settings = derogation ? SETTINGS.withInsDerogation() : SETTINGS;
        try {
            return new Composer(settings, InstantSource.system()).compose(draft);
        } catch (CompositionException e) {
            throw new NotComposedException(
                    e,
                    e.document().isPresent()
                            ? documents.get(e.document().getAsInt()).toString()
                            : "");
        }
    }

    private static byte[] read(Path document) throws IOException {
        if (Files.isDirectory(document)) {
            throw new SaidException("file.folder", document);
        }
        try {
            return Files.readAllBytes(document);
        } catch (FileSystemException e) {
            throw e; // names the file
        } catch (IOException e) {
            throw new SaidException("file.failed", document);
        }
    }

    private Draft draft() throws IOException {
        List<byte[]> octets = new ArrayList<>();
        for (Path document : documents) {
            octets.add(read(document));
        }
        Draft draft = new Draft(new Sender(from, shown(), replyTo), to, octets)
                .withText(text)
                .withReceipts(receipts)
                .withVisibility(hidden);
        if (replaces != null) {
            draft = draft.replacing(new Reply(replaces, List.of()));
        } else if (deletes != null) {
            draft = draft.deleting(new Reply(deletes, List.of()));
        }
        return noAnswer ? draft.withoutAnswer() : draft;
    }

    private DisplayName shown() {
        try {
            return new DisplayName(name.isEmpty() ? from.toString() : name);
        } catch (MssSyntaxException e) {
            throw new UsageException(spec.commandLine(), "name-unfit");
        }
    }
}
