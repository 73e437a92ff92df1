package fr.pli.operator;

import fr.pli.imap.Content;
import fr.pli.imap.ContentWriter;
import fr.pli.imap.StoreUnavailableException;
import fr.pli.mss.MssAddress;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Acceptance;
import fr.pli.store.Actor;
import fr.pli.store.AuditEntry;
import fr.pli.store.Delivery;
import fr.pli.store.Envelope;
import fr.pli.store.NotTakenException;
import fr.pli.store.Origin;
import fr.pli.store.Recipient;
import fr.pli.tls.PeerIdentity;
import fr.pli.wire.Spool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message from another operator. It passes untouched but for our trace field, and counts for no indicator: it was not emitted here. */
final class ExchangeMail implements Incoming {

    /** What every such message needs. {@code queued} is told when a notice for another operator may be owed. */
    record Rules(Acceptance acceptance, RecipientRule recipients, Path spool, Runnable queued) {}

    private final Rules rules;
    private final String session;
    private final PeerIdentity peer;
    private final Optional<MssAddress> from;
    private final MailParameters parameters;
    private final List<Recipient> recipients = new ArrayList<>();
    private @Nullable ContentWriter writer;
    private @Nullable WithoutTrace origin;

    ExchangeMail(Rules rules, String session, PeerIdentity peer, Optional<MssAddress> from, MailParameters parameters) {
        this.rules = rules;
        this.session = session;
        this.peer = peer;
        this.from = from;
        this.parameters = parameters;
    }

    @Override
    public void rcptTo(MssAddress to, RcptParameters asked) throws SmtpRefusal {
        try {
            recipients.add(rules.recipients().local(to, asked, parameters.size().orElse(0)));
        } catch (StoreUnavailableException e) {
            throw Refusals.STORE_UNREACHABLE.refusal(e);
        }
    }

    @Override
    public OutputStream body() throws IOException {
        ContentWriter made = new ContentWriter(new Spool(rules.spool()));
        writer = made;
        origin = new WithoutTrace(made);
        return origin;
    }

    @Override
    public String commit() throws SmtpRefusal {
        if (writer == null || origin == null) {
            throw new IllegalStateException("committed without a body");
        }
        try (Content content = writer.finish()) {
            Envelope envelope = new Envelope(
                    from,
                    recipients,
                    parameters.eightBit(),
                    parameters.smtpUtf8(),
                    parameters.ret(),
                    parameters.envid());
            AuditEntry audit = AuditEntry.done(
                    new Actor(peer.structure().value(), session),
                    "message-received",
                    from.map(MssAddress::toString).orElse(""));
            Origin known = new Origin(content.index().header("Message-ID"), from, origin.sha256());
            long mail = rules.acceptance()
                    .take(new Delivery(envelope, content, Optional.empty(), audit, Optional.of(known)));
            rules.queued().run();
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
