package fr.pli.operator.rules;

import fr.pli.exchange.DeliveredHeader;
import fr.pli.exchange.WithoutTrace;
import fr.pli.mime.Content;
import fr.pli.mime.MessageIndex;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Acceptance;
import fr.pli.store.Delivery;
import fr.pli.store.Envelope;
import fr.pli.store.NotTakenException;
import fr.pli.store.Origin;
import fr.pli.tls.PeerIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message from another operator. Its authors are judged by {@link PeerAuthors}; it passes untouched but for our trace fields, and counts for no
 * indicator: it was not emitted here.
 */
public final class ExchangeMail implements Incoming {

    /** What every such message needs. {@code queued} is told when a notice for another operator may be owed. */
    public record Rules(
            Acceptance acceptance,
            RecipientRule recipients,
            PeerAuthors authors,
            Path spool,
            Antivirus antivirus,
            AutoReply autoReply,
            Runnable queued) {}

    private final Rules rules;
    private final String session;
    private final PeerIdentity peer;
    private final Optional<MssAddress> from;
    private final Arrival arrival;
    private @Nullable WithoutTrace body;
    private @Nullable DeliveredHeader header;
    private @Nullable SmtpRefusal refusal;

    public ExchangeMail(
            Rules rules, String session, PeerIdentity peer, Optional<MssAddress> from, MailParameters parameters) {
        this.rules = rules;
        this.session = session;
        this.peer = peer;
        this.from = from;
        this.arrival = new Arrival(from, parameters, rules.spool(), rules.antivirus());
    }

    @Override
    public void rcptTo(MssAddress to, RcptParameters asked) throws SmtpRefusal {
        arrival.add(octets -> rules.recipients().isForFolder(to)
                ? Optional.empty()
                : Optional.of(rules.recipients().local(to, asked, octets)));
    }

    @Override
    public OutputStream body() {
        DeliveredHeader fields =
                new DeliveredHeader(arrival.body(), rules.authors().host(), this::fields);
        WithoutTrace made = new WithoutTrace(fields);
        header = fields;
        body = made;
        return made;
    }

    /** What is ours to write at delivery; a refusal is told once the message is whole. */
    private List<String> fields(MessageIndex index) {
        try {
            return PeerAuthors.fields(from, rules.authors().judge(peer, index));
        } catch (SmtpRefusal e) {
            refusal = e;
        } catch (StoreUnavailableException e) {
            refusal = Refusals.STORE_UNREACHABLE.refusal(e);
        }
        return List.of();
    }

    @Override
    public String commit() throws SmtpRefusal {
        if (header == null) {
            throw new IllegalStateException("committed without a body");
        }
        try {
            header.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (refusal != null) {
            throw refusal;
        }
        if (!header.isJudged()) {
            throw Refusals.HEADER_TOO_BIG.refusal();
        }
        return arrival.commit(this::take);
    }

    private long take(Content content, Envelope envelope) throws SmtpRefusal, NotTakenException {
        if (body == null) {
            throw new IllegalStateException("committed without a body");
        }
        if (arrival.isForPostmaster()) {
            rules.recipients()
                    .postmaster()
                    .keep(content, body.sha256() + from.map(MssAddress::key).orElse(""));
            if (arrival.recipients().isEmpty()) {
                return 0;
            }
        }
        AuditEntry audit = AuditEntry.done(
                new Actor(peer.structure().value(), session),
                "message-received",
                from.map(MssAddress::toString).orElse(""));
        Origin origin = new Origin(content.index().header("Message-ID"), from, body.sha256());
        long mail = rules.acceptance()
                .take(new Delivery(envelope, content, Optional.empty(), audit, List.of(), Optional.of(origin)));
        AcceptedLog.accepted(mail, session, peer.structure().value(), envelope, content.index());
        rules.queued().run();
        rules.autoReply().taken(envelope, content);
        return mail;
    }

    @Override
    public void close() {
        arrival.close();
    }
}
