package fr.pli.operator;

import fr.pli.imap.Content;
import fr.pli.imap.ContentWriter;
import fr.pli.imap.StoreUnavailableException;
import fr.pli.mss.MssAddress;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.SmtpClient.Authenticated;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Acceptance;
import fr.pli.store.Actor;
import fr.pli.store.AuditEntry;
import fr.pli.store.Delivery;
import fr.pli.store.Envelope;
import fr.pli.store.NotTakenException;
import fr.pli.store.Recipient;
import fr.pli.wire.Spool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message on its way in: recipients are judged one by one, the octets wait in a spool, and one commit takes all of it. */
final class Submission implements Incoming {

    /**
     * What every submission needs.
     *
     * @param queued told when a message for another operator was taken
     */
    record Rules(
            Acceptance acceptance,
            SenderRule senders,
            RecipientRule recipients,
            Path spool,
            AnomalyCount anomalies,
            Runnable queued) {}

    private final Rules rules;
    private final String session;
    private final Authenticated by;
    private final Optional<MssAddress> from;
    private final MailParameters parameters;
    private final List<Recipient> recipients = new ArrayList<>();
    private @Nullable ContentWriter writer;

    Submission(Rules rules, String session, Authenticated by, Optional<MssAddress> from, MailParameters parameters) {
        this.rules = rules;
        this.session = session;
        this.by = by;
        this.from = from;
        this.parameters = parameters;
    }

    @Override
    public void rcptTo(MssAddress to, RcptParameters asked) throws SmtpRefusal {
        try {
            recipients.add(rules.recipients().any(to, asked, parameters.size().orElse(0)));
        } catch (StoreUnavailableException e) {
            throw Refusals.STORE_UNREACHABLE.refusal(e);
        }
    }

    @Override
    public OutputStream body() throws IOException {
        writer = new ContentWriter(new Spool(rules.spool()));
        return writer;
    }

    @Override
    public String commit() throws SmtpRefusal {
        if (writer == null) {
            throw new IllegalStateException("committed without a body");
        }
        try (Content content = writer.finish()) {
            MessageHeaders headers = MessageHeaders.of(content.index());
            for (MssAddress author : headers.authors()) {
                if (!rules.senders().maySendAs(by, author)) {
                    throw Refusals.FROM_NOT_THE_BAL.refusal();
                }
            }
            for (Recipient to : recipients) {
                if (rules.recipients().isTooBig(to.address(), content.spool().size())) {
                    throw Refusals.TOO_BIG_FOR_PATIENTS.refusal();
                }
            }
            Envelope envelope = new Envelope(
                    from,
                    recipients,
                    parameters.eightBit(),
                    parameters.smtpUtf8(),
                    parameters.ret(),
                    parameters.envid());
            AuditEntry audit = AuditEntry.done(
                    new Actor(by.who().shown(), session),
                    "message-accepted",
                    by.mailbox().toString());
            long mail =
                    rules.acceptance().take(new Delivery(envelope, content, from.map(sender -> headers.mss()), audit));
            from.ifPresent(sender -> rules.anomalies().add(headers.anomalies()));
            if (recipients.stream().anyMatch(Recipient.Remote.class::isInstance)) {
                rules.queued().run();
            }
            return Long.toString(mail);
        } catch (NotTakenException e) {
            throw (e.gone().isEmpty() ? Refusals.BAL_FULL : Refusals.BAL_UNKNOWN).refusal();
        } catch (StoreUnavailableException e) {
            throw Refusals.STORE_UNREACHABLE.refusal(e);
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
