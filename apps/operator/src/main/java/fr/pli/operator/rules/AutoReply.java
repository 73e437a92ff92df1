package fr.pli.operator.rules;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.Spool;
import fr.pli.mime.SystemMail;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreRefusedException;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Acceptance;
import fr.pli.store.Delivery;
import fr.pli.store.Envelope;
import fr.pli.store.NotTakenException;
import fr.pli.store.Recipient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what is sent to one BAL, so that software can be tried in production (SEED-46): with the manners of RFC 3834, once a minute for each
 * sender, after the message was taken, and at most once: what a crash loses is not answered.
 */
public final class AutoReply {

    private static final Logger log = LoggerFactory.getLogger(AutoReply.class);
    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.operator.autoreply", Locale.ROOT);

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_SENDERS = 10_000;
    private static final int MOST_HEADER = 64 * 1024;
    private static final Pattern FROM_MANY = Pattern.compile("(?im)^(list-[a-z-]+|precedence):");
    private static final Set<String> MACHINES = Set.of("postmaster", "mailer-daemon", "noreply", "no-reply");
    private static final RcptParameters NO_NOTICE = new RcptParameters(Optional.of("NEVER"), Optional.empty());

    /** What it works with. */
    public record Parts(Acceptance acceptance, RecipientRule recipients, Path spool, String host, Runnable queued) {}

    private final Optional<MssAddress> address;
    private final Parts parts;
    private final InstantSource clock;
    private final Map<MssAddress, Instant> answered = new ConcurrentHashMap<>();

    /** @param address whose messages are answered; none if empty */
    public AutoReply(Optional<MssAddress> address, Parts parts, InstantSource clock) {
        this.address = address;
        this.parts = parts;
        this.clock = clock;
    }

    /** A message was taken. @return whether it is answered, by and by */
    boolean taken(Envelope envelope, Content content) {
        if (address.isEmpty()
                || envelope.sender().isEmpty()
                || envelope.recipients().stream().noneMatch(to -> to.address().equals(address.get()))) {
            return false;
        }
        MssAddress sender = envelope.sender().get();
        boolean answers = isOfOne(sender, content) && isTurnOf(sender);
        if (answers) {
            String reply = reply(sender, content.index());
            Thread.ofVirtual().name("auto-reply").start(() -> send(sender, reply));
        }
        return answers;
    }

    /** Whether neither a machine wrote it nor a list sent it, as far as it says so. */
    private boolean isOfOne(MssAddress sender, Content content) {
        boolean automatic = content.index()
                .header("Auto-Submitted")
                .filter(how -> !how.strip().toLowerCase(Locale.ROOT).startsWith("no"))
                .isPresent();
        return !automatic
                && !sender.equals(address.orElseThrow())
                && !MACHINES.contains(sender.local().toLowerCase(Locale.ROOT))
                && !FROM_MANY.matcher(header(content)).find();
    }

    /** One that cannot be read looks like one from a list: nobody answers it. */
    private static String header(Content content) {
        int length = (int) Math.min(MOST_HEADER, content.index().root().headerLength());
        try (InputStream octets = content.spool().open()) {
            return new String(octets.readNBytes(length), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            log.warn("auto-reply sent=never reason=\"{}\"", e.toString());
            return "Precedence:";
        }
    }

    private boolean isTurnOf(MssAddress sender) {
        Instant now = clock.instant();
        answered.values().removeIf(at -> !at.plus(PAUSE).isAfter(now));
        return answered.size() < MOST_SENDERS && answered.putIfAbsent(sender, now) == null;
    }

    private String reply(MssAddress sender, MessageIndex index) {
        String about = index.header("Message-ID").map(SystemMail::oneLine).orElse("");
        String read = List.of("X-MSS-CODECDA", "X-MSS-INS", "X-MSS-NIL", "X-MSS-MES").stream()
                .map(name -> name + ": " + index.header(name).orElse("-"))
                .reduce("", (all, one) -> all + "  " + one + "\n");
        String text = TEXTS.getString("text")
                .replace("{bal}", address.orElseThrow().toString())
                .replace("{at}", SystemMail.date(clock.instant()))
                .replace("{octets}", Long.toString(index.size()))
                .replace("{headers}", read);
        return new SystemMail(
                        parts.host(),
                        UUID.randomUUID().toString(),
                        sender.toString(),
                        TEXTS.getString("subject"),
                        clock.instant(),
                        about)
                .with(text);
    }

    private void send(MssAddress sender, String reply) {
        try (ContentWriter writer = new ContentWriter(new Spool(parts.spool()))) {
            Recipient to = parts.recipients().any(sender, NO_NOTICE, reply.length());
            writer.write(reply.getBytes(StandardCharsets.US_ASCII));
            try (Content content = writer.finish()) {
                Envelope envelope =
                        new Envelope(Optional.empty(), List.of(to), false, false, Optional.empty(), Optional.empty());
                AuditEntry audit = AuditEntry.done(
                        new Actor("pli", "auto-reply"),
                        "auto-replied",
                        address.orElseThrow().toString());
                parts.acceptance().take(new Delivery(envelope, content, Optional.empty(), audit));
            }
            parts.queued().run();
        } catch (SmtpRefusal | NotTakenException | IOException | StoreUnavailableException | StoreRefusedException e) {
            log.warn("auto-reply sent=never reason=\"{}\"", e.toString());
        }
    }
}
