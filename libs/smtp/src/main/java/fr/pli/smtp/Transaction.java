package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The message in progress: from an accepted MAIL to the end of its data, or to whatever ends it before (RFC 5321 section 3.3). */
final class Transaction {

    /** What reaches the reception at a time: a message of short lines that begin with dots comes in pieces of three octets. */
    private static final int BLOCK = 8 * 1024;

    /** RFC 5322 section 2.1.1. What a peer sends may be longer: it is kept as it came. See docs/decisions/0703. */
    private static final int LONGEST_LINE = 998;

    private final String id;
    private final boolean extended;
    private final SmtpClient client;
    private final MailParameters parameters;
    private final Incoming incoming;
    private int tried;
    private int accepted;
    private boolean putOff;
    private @Nullable MessageBody body;

    /**
     * @param id that stands in Received and in the log
     * @param extended whether the client said EHLO
     */
    Transaction(String id, boolean extended, SmtpClient client, MailParameters parameters, Incoming incoming) {
        this.id = id;
        this.extended = extended;
        this.client = client;
        this.parameters = parameters;
        this.incoming = incoming;
    }

    String id() {
        return id;
    }

    MailParameters parameters() {
        return parameters;
    }

    int recipients() {
        return accepted;
    }

    /** @throws SmtpRefusal as {@link Incoming#rcptTo} does, or 452 4.5.3 when {@code most} were tried (RFC 5321 section 4.5.3.1.10) */
    void rcptTo(MssAddress to, RcptParameters parameters, int most) throws SmtpRefusal {
        if (tried == most) {
            putOff = true;
            throw Answer.TOO_MANY_RECIPIENTS.refusal(most);
        }
        tried++;
        try {
            incoming.rcptTo(to, parameters);
        } catch (SmtpRefusal refusal) {
            putOff |= refusal.reply().isTemporary();
            throw refusal;
        } catch (RuntimeException fault) {
            putOff = true; // the client is told 451
            throw fault;
        }
        accepted++;
    }

    /** @throws SmtpRefusal 503 if its data has begun: only BDAT and RSET may follow (RFC 3030 section 2) */
    void requireBeforeData() throws SmtpRefusal {
        if (body != null) {
            throw Answer.OUT_OF_SEQUENCE.refusal("BDAT");
        }
    }

    /**
     * @throws SmtpRefusal 503 before any RCPT, 554 if all were refused for good (RFC 5321 section 3.3), 451 if some were refused for now:
     *     what is temporary for one recipient is no reason to give the message up
     */
    void requireRecipients() throws SmtpRefusal {
        if (tried == 0) {
            throw Answer.OUT_OF_SEQUENCE.refusal("RCPT");
        }
        if (accepted == 0) {
            throw (putOff ? Answer.NO_RECIPIENT_YET : Answer.NO_RECIPIENT).refusal();
        }
    }

    /** Where its data goes. @throws SmtpRefusal as {@link Incoming#body()} does */
    MessageBody body(SmtpSettings settings, long maxSize) throws SmtpRefusal {
        if (body == null) {
            body = open(settings, maxSize);
        }
        return body;
    }

    private MessageBody open(SmtpSettings settings, long maxSize) throws SmtpRefusal {
        TraceFields trace = TraceFields.of(settings, client, protocol(), id, Instant.now());
        try {
            OutputStream sink = new BufferedOutputStream(incoming.body(), BLOCK);
            return switch (settings.role()) {
                case SUBMISSION -> {
                    SubmissionHeaders headers = new SubmissionHeaders(sink, trace);
                    yield new MessageBody(incoming, headers, () -> finish(headers), maxSize, LONGEST_LINE);
                }
                case EXCHANGE -> {
                    sink.write(trace.received().getBytes(StandardCharsets.UTF_8));
                    yield new MessageBody(incoming, sink, sink::flush, maxSize, Integer.MAX_VALUE);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException("the body's start", e);
        }
    }

    private static void finish(SubmissionHeaders headers) throws IOException {
        headers.finish();
        headers.flush();
    }

    /** RFC 3848; RFC 6531 section 4.3. */
    private String protocol() {
        String base = parameters.smtpUtf8() ? "UTF8SMTPS" : extended ? "ESMTPS" : "SMTP";
        return client.authenticated().isPresent() ? base + "A" : base;
    }

    /** Whatever was not committed is gone. */
    void close() {
        incoming.close();
    }
}
