package fr.pli.operator.rules;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreRefusedException;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Envelope;
import fr.pli.store.NotTakenException;
import fr.pli.store.Recipient;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message as it comes in, whoever sends it: its envelope, its octets in a spool, and how the client is told what the store refuses. */
final class Arrival implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Arrival.class);

    private final Optional<MssAddress> from;
    private final MailParameters parameters;
    private final Path spool;
    private final Antivirus antivirus;
    private final List<Recipient> recipients = new ArrayList<>();
    private boolean forPostmaster;
    private @Nullable ContentWriter writer;

    Arrival(Optional<MssAddress> from, MailParameters parameters, Path spool, Antivirus antivirus) {
        this.from = from;
        this.parameters = parameters;
        this.spool = spool;
        this.antivirus = antivirus;
    }

    /** A rule that finds a recipient. */
    interface Rule {
        /** Empty if it is the postmaster's folder. */
        Optional<Recipient> find(long octets) throws SmtpRefusal;
    }

    /** What takes the message. */
    interface Taking {
        long take(Content content, Envelope envelope) throws SmtpRefusal, NotTakenException;
    }

    /** Adds whom the rule finds for a message of the announced size. */
    void add(Rule rule) throws SmtpRefusal {
        try {
            Optional<Recipient> found = rule.find(parameters.size().orElse(0));
            found.ifPresent(recipients::add);
            forPostmaster |= found.isEmpty();
        } catch (StoreUnavailableException e) {
            throw Refusals.STORE_UNREACHABLE.refusal(e);
        }
    }

    /** Those that were added. */
    List<Recipient> recipients() {
        return recipients;
    }

    /** Whether the postmaster's folder takes it, too. */
    boolean isForPostmaster() {
        return forPostmaster;
    }

    /** Where the octets go. */
    OutputStream body() {
        writer = new ContentWriter(new Spool(spool));
        return writer;
    }

    /**
     * The message is whole.
     *
     * @return its number, as the client is told it
     */
    String commit(Taking taking) throws SmtpRefusal {
        if (writer == null) {
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
            antivirus.require(content);
            return Long.toString(taking.take(content, envelope));
        } catch (NotTakenException e) {
            throw refusal(e);
        } catch (StoreUnavailableException e) {
            throw Refusals.STORE_UNREACHABLE.refusal(e);
        } catch (StoreRefusedException e) {
            log.warn("message refused by the store reason=\"{}\"", e.getMessage());
            throw Refusals.NOT_KEPT.refusal();
        }
    }

    /** One answer for all recipients: for now where it is about one of several, who is told at RCPT when the message comes again. */
    private SmtpRefusal refusal(NotTakenException e) {
        if (e.gone().isEmpty()) {
            return Refusals.BAL_FULL.refusal();
        }
        return (e.gone().size() < recipients.size() ? Refusals.BAL_GONE_OF_SOME : Refusals.BAL_UNKNOWN).refusal();
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
