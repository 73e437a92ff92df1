package fr.pli.exchange;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.DeliveryStatus;
import fr.pli.mime.DsnAction;
import fr.pli.mime.DsnComposer;
import fr.pli.mime.Spool;
import fr.pli.mime.SystemMail;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.registry.BalState;
import fr.pli.registry.Registry;
import fr.pli.store.Delivery;
import fr.pli.store.Envelope;
import fr.pli.store.KeptElsewhere;
import fr.pli.store.Queue;
import fr.pli.store.QueueReply;
import fr.pli.store.QueuedMail;
import fr.pli.store.Recipient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;

/**
 * Writes the delivery status notifications (DSN) that tell senders what became of their messages (RFC 3461, 3464, 6522): one for each
 * recipient, in French with English after it, with the header of the message. None is ever about a message from the null sender.
 */
final class DsnWriter {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.exchange.notices", Locale.ROOT);
    private static final int LONGEST_HEADER = 64 * 1024;

    private final String host;
    private final Path spool;
    private final Registry registry;
    private final KeptElsewhere kept;
    private final Queue queue;
    private final Duration giveUp;
    private final long largestWhole;
    private final InstantSource clock;

    /**
     * @param host who reports
     * @param largestWhole octets of a message that is returned whole where RET=FULL asks for it
     */
    DsnWriter(
            String host,
            Path spool,
            Registry registry,
            KeptElsewhere kept,
            Queue queue,
            Duration giveUp,
            long largestWhole,
            InstantSource clock) {
        this.host = host;
        this.spool = spool;
        this.registry = registry;
        this.kept = kept;
        this.queue = queue;
        this.giveUp = giveUp;
        this.largestWhole = largestWhole;
        this.clock = clock;
    }

    /**
     * The notice for a sender; empty if he does not want it, or cannot be told.
     *
     * @param remote the server that said so
     */
    Optional<Delivery> of(
            DsnAction kind, QueuedMail mail, QueuedMail.To to, QueueReply reply, Optional<String> remote) {
        if (mail.sender().isEmpty() || !to.isToBeTold(kind.keyword())) {
            return Optional.empty();
        }
        MssAddress sender = mail.sender().get();
        return recipient(sender).map(local -> {
            Envelope envelope = new Envelope(
                    Optional.empty(), List.of(local), true, mail.smtpUtf8(), Optional.empty(), Optional.empty());
            AuditEntry audit = AuditEntry.done(new Actor("pli", "relay"), "notice-" + kind.value(), sender.toString());
            return new Delivery(envelope, content(kind, mail, to, reply, remote, sender), Optional.empty(), audit);
        });
    }

    /** The sender: a BAL of ours, or somebody at another operator. Nobody if the BAL is gone. */
    private Optional<Recipient> recipient(MssAddress sender) {
        if (registry.domains().contains(sender.domain())) {
            return registry.find(sender)
                    .filter(bal -> bal.state() != BalState.DELETED)
                    .map(bal -> kept.at(bal, Optional.of("NEVER"), Optional.empty()));
        }
        return Optional.of(new Recipient.Remote(sender, Optional.of("NEVER"), Optional.empty()));
    }

    private Content content(
            DsnAction kind,
            QueuedMail mail,
            QueuedMail.To to,
            QueueReply reply,
            Optional<String> remote,
            MssAddress sender) {
        DeliveryStatus status = DsnFields.of(host, kind, mail, to, reply, remote, giveUp, clock.instant());
        DsnComposer dsn = new DsnComposer(header(kind, mail, sender), text(kind, mail, to, reply), status);
        try (ContentWriter out = new ContentWriter(new Spool(spool))) {
            write(dsn, kind, mail, out);
            return out.finish();
        } catch (IOException e) {
            throw new StoreUnavailableException("a notice cannot be written", e);
        }
    }

    private SystemMail header(DsnAction kind, QueuedMail mail, MssAddress sender) {
        String about = mail.messageId().map(SystemMail::oneLine).orElse("");
        String subject = TEXTS.getString(kind.value() + ".subject");
        return new SystemMail(host, "pli-" + UUID.randomUUID(), sender.toString(), subject, clock.instant(), about);
    }

    private String text(DsnAction kind, QueuedMail mail, QueuedMail.To to, QueueReply reply) {
        String answer = reply.said().isEmpty()
                ? TEXTS.getString("found").replace("{text}", reply.text())
                : TEXTS.getString("said").replace("{said}", reply.said());
        return TEXTS.getString(kind.value() + ".text")
                        .replace("{recipient}", to.address().toString())
                        .replace("{cause}", cause(reply.enhanced(), "fr"))
                        .replace("{cause-en}", cause(reply.enhanced(), "en"))
                        .replace("{answer}", answer)
                        .replace("{queued}", SystemMail.date(to.queuedAt()))
                        .replace("{until}", SystemMail.date(to.queuedAt().plus(giveUp)))
                        .replace(
                                "{message-id}",
                                mail.messageId().map(SystemMail::oneLine).orElse("-"))
                + "\n";
    }

    /** In plain words what an enhanced code means; class and language apart. */
    private static String cause(String enhanced, String language) {
        String detail = enhanced.substring(2);
        String subject = detail.substring(0, detail.indexOf('.'));
        for (String key : List.of("cause." + detail, "cause." + subject, "cause")) {
            if (TEXTS.containsKey(key + "." + language)) {
                return TEXTS.getString(key + "." + language);
            }
        }
        throw new IllegalStateException("the message file has no general cause");
    }

    /**
     * With the whole message where it failed, RET asks for it and it is no larger than what is returned whole, else with its header (RFC 3461
     * section 6.2): one large message to many who refuse it would come back as often.
     */
    private void write(DsnComposer dsn, DsnAction kind, QueuedMail mail, OutputStream out) throws IOException {
        boolean whole = mail.ret().filter("FULL"::equals).isPresent() && mail.size() <= largestWhole;
        if (kind == DsnAction.FAILED && whole) {
            dsn.writeWithMessage(out, mail.smtpUtf8(), octets -> queue.write(mail, octets));
        } else {
            ByteArrayOutputStream start = new ByteArrayOutputStream();
            queue.write(mail, LONGEST_HEADER, start);
            dsn.writeWithHeader(out, mail.smtpUtf8(), start.toByteArray());
        }
    }
}
