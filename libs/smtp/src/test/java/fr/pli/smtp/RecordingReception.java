package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Reception that keeps in memory what it takes. Everybody may send as {@code @medecin.pli.mssante.fr}; {@code inconnu@…} is an unknown
 * recipient, {@code plein@…} one without room. It can fail where it is told to.
 */
public final class RecordingReception implements Reception {

    /** A place to fail. */
    public enum Fault {
        MAIL,
        RCPT,
        BODY,
        WRITE,
        COMMIT,
        /** Not a fault but a rule that only the whole message can break. */
        RULE
    }

    /**
     * A message that was taken.
     *
     * @param octets one character each
     */
    public record Taken(
            String id,
            SmtpClient client,
            Optional<MssAddress> from,
            MailParameters parameters,
            Map<MssAddress, RcptParameters> recipients,
            String octets) {}

    private final long maxSize;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Fault> faults = ConcurrentHashMap.newKeySet();

    public RecordingReception(long maxSize) {
        this.maxSize = maxSize;
    }

    /** What was committed, in order. */
    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** Messages on their way in that nobody closed yet. */
    public int open() {
        return open.get();
    }

    /** Fails there from now on. */
    public void fail(Fault fault) {
        faults.add(fault);
    }

    /** Works again. */
    public void repair() {
        faults.clear();
    }

    @Override
    public long maxSize() {
        return maxSize;
    }

    @Override
    public Incoming mailFrom(SmtpClient client, Optional<MssAddress> from, MailParameters parameters)
            throws SmtpRefusal {
        failIf(Fault.MAIL);
        if (from.isPresent() && !from.get().domain().equals("medecin.pli.mssante.fr")) {
            throw refusal(550, "5.7.1", "Expéditeur interdit / Sender not allowed", "sender-not-the-bal");
        }
        open.incrementAndGet();
        return new Message(client, from, parameters);
    }

    private void failIf(Fault fault) {
        if (faults.contains(fault)) {
            throw new IllegalStateException("told to fail at " + fault);
        }
    }

    private static SmtpRefusal refusal(int code, String enhanced, String text, String reason) {
        return new SmtpRefusal(new SmtpReply(code, enhanced, text), reason);
    }

    private final class Message implements Incoming {

        private final SmtpClient client;
        private final Optional<MssAddress> from;
        private final MailParameters parameters;
        private final Map<MssAddress, RcptParameters> recipients = new LinkedHashMap<>();
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private boolean closed;

        Message(SmtpClient client, Optional<MssAddress> from, MailParameters parameters) {
            this.client = client;
            this.from = from;
            this.parameters = parameters;
        }

        @Override
        public void rcptTo(MssAddress to, RcptParameters parameters) throws SmtpRefusal {
            failIf(Fault.RCPT);
            if (to.local().equals("inconnu")) {
                throw refusal(550, "5.1.1", "Destinataire inconnu / Unknown recipient: " + to, "recipient-unknown");
            }
            if (to.local().equals("plein")) {
                throw refusal(452, "4.2.2", "BAL pleine / Mailbox full: " + to, "bal-full");
            }
            recipients.put(to, parameters);
        }

        @Override
        public OutputStream body() {
            failIf(Fault.BODY);
            return new OutputStream() {
                @Override
                public void write(int octet) {
                    throw new UnsupportedOperationException("the engine writes blocks");
                }

                @Override
                public void write(byte[] block, int offset, int length) throws IOException {
                    if (closed) {
                        throw new IOException("closed");
                    }
                    if (faults.contains(Fault.WRITE)) {
                        throw new IOException("told to fail at WRITE");
                    }
                    octets.write(block, offset, length);
                }
            };
        }

        @Override
        public String commit() throws SmtpRefusal {
            failIf(Fault.COMMIT);
            if (faults.contains(Fault.RULE)) {
                throw refusal(550, "5.7.1", "Message refusé / Message refused", "rule");
            }
            String id = "m" + (taken.size() + 1);
            taken.add(new Taken(
                    id,
                    client,
                    from,
                    parameters,
                    Map.copyOf(recipients),
                    octets.toString(StandardCharsets.ISO_8859_1)));
            return id;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
