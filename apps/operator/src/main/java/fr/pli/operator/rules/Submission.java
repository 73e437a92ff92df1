package fr.pli.operator.rules;

import fr.pli.mime.Content;
import fr.pli.mime.MessageIndex;
import fr.pli.mss.Digests;
import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaderReader;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.SmtpClient;
import fr.pli.smtp.SmtpClient.Authenticated;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Acceptance;
import fr.pli.store.Delivery;
import fr.pli.store.Envelope;
import fr.pli.store.NotTakenException;
import fr.pli.store.Recipient;
import fr.pli.wire.ComputingTime;
import fr.pli.wire.ComputingTime.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One message on its way in: recipients are judged one by one, the octets wait in a spool, and one commit takes all of it. */
public final class Submission implements Incoming {

    /**
     * What every submission needs.
     *
     * @param queued told when a message for another operator was taken
     */
    public record Rules(
            Acceptance acceptance,
            SenderRule senders,
            RecipientRule recipients,
            Path spool,
            HeaderCheck headers,
            AnomalyCount anomalies,
            Antivirus antivirus,
            AutoReply autoReply,
            Runnable queued) {}

    /** Hardly ever reached: all of it is linear in what the limits on size let in. */
    private static final Duration TO_READ = Duration.ofMinutes(1);

    private final Rules rules;
    private final String session;
    private final ComputingTime computing;
    private final Authenticated by;
    private final Optional<MssAddress> from;
    private final Arrival arrival;

    Submission(Rules rules, SmtpClient client, Authenticated by, Optional<MssAddress> from, MailParameters parameters) {
        this.rules = rules;
        this.session = client.session();
        this.computing = client.computing();
        this.by = by;
        this.from = from;
        this.arrival = new Arrival(from, parameters, rules.spool(), rules.antivirus());
    }

    @Override
    public void rcptTo(MssAddress to, RcptParameters asked) throws SmtpRefusal {
        String domain = from.orElse(by.mailbox()).domain();
        arrival.add(octets -> rules.recipients().isForFolder(to)
                ? Optional.empty()
                : Optional.of(rules.recipients().any(domain, to, asked, octets)));
    }

    @Override
    public OutputStream body() {
        return arrival.body();
    }

    @Override
    public String commit() throws SmtpRefusal {
        return arrival.commit(this::take);
    }

    private long take(Content content, Envelope envelope) throws SmtpRefusal, NotTakenException {
        MessageHeaders headers = headers(content);
        for (MssAddress author : headers.authors()) {
            if (!rules.senders().maySendAs(by, author)) {
                throw Refusals.FROM_NOT_THE_BAL.refusal();
            }
        }
        if (from.isEmpty() && !Reports.isOne(content.index())) {
            throw Refusals.NULL_SENDER_OF_NO_REPORT.refusal(); // else it would be in nobody's indicators
        }
        for (Recipient to : arrival.recipients()) {
            if (rules.recipients().isTooBig(to.address(), content.spool().size())) {
                throw Refusals.TOO_BIG_FOR_PATIENTS.refusal();
            }
        }
        if (arrival.isForPostmaster()) {
            rules.recipients().postmaster().keep(content, again(content));
            if (arrival.recipients().isEmpty()) {
                return 0;
            }
        }
        Optional<MssHeaderReader.Reading> emitted = from.map(sender -> checked(headers.mss(), content));
        AuditEntry audit = AuditEntry.done(
                new Actor(by.who().shown(), session),
                "message-accepted",
                by.mailbox().toString());
        long mail = rules.acceptance()
                .take(new Delivery(envelope, content, emitted, audit, headers.authors(), Optional.empty()));
        AcceptedLog.accepted(mail, session, by.who().shown(), envelope, content.index());
        emitted.ifPresent(it -> rules.anomalies().add(it.anomalies()));
        if (arrival.recipients().stream().anyMatch(Recipient.Remote.class::isInstance)) {
            rules.queued().run();
        }
        rules.autoReply().taken(envelope, content);
        return mail;
    }

    /** Its trace fields differ from one try to the next. */
    private String again(Content content) {
        MessageIndex index = content.index();
        String id = index.header("Message-ID").orElseGet(() -> UUID.randomUUID().toString());
        try (InputStream octets = content.spool().open()) {
            octets.skipNBytes(index.root().bodyOffset());
            return id + '\n' + by.mailbox().key() + '\n' + Digests.sha256(octets);
        } catch (IOException e) {
            throw new UncheckedIOException("a message that came in cannot be read again", e);
        }
    }

    private MessageHeaders headers(Content content) throws SmtpRefusal {
        try (Work _ = computing.begin(TO_READ)) {
            return MessageHeaders.of(content.index());
        }
    }

    /** With what is wrong about this message. A webmail, which is exempt from NIL (SEED-22), cannot be told from software that forgot it. */
    private MssHeaderReader.Reading checked(MssHeaderReader.Reading reading, Content content) {
        boolean toProfessional =
                arrival.recipients().stream().anyMatch(to -> !to.address().isIn(MssAddress.PATIENT_DOMAIN));
        List<HeaderAnomaly> all = new ArrayList<>(reading.anomalies());
        try (Work work = computing.begin(TO_READ)) {
            all.addAll(rules.headers().anomalies(reading.headers(), content, toProfessional, work));
        }
        return new MssHeaderReader.Reading(reading.headers(), List.copyOf(all));
    }

    @Override
    public void close() {
        arrival.close();
    }
}
