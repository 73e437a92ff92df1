package fr.pli.existing;

import fr.pli.imap.mail.SessionClock;
import fr.pli.wire.Connection;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers of an existing server on their way to the client, as they are but for the capabilities that lead nowhere here. Knows how many commands
 * are unanswered, and whether the server awaits more of the last one. Lines of our own come between its responses, never into one.
 */
final class ExistingAnswers {

    private static final Logger log = LoggerFactory.getLogger(ExistingAnswers.class);
    private static final int LINE = 64 * 1024;
    private static final int BUFFER = 8 * 1024;
    /** Octets of a literal after which it is asked again whether the client may be shown more: a smaller one is finished. */
    private static final int ASKED_AGAIN = 64 * 1024;

    private static final Duration TO_FINISH = Duration.ofSeconds(10);
    /** Responses that end with text for people, where braces mean nothing (RFC 9051 section 7.1). */
    private static final Set<String> STATES = Set.of("OK", "NO", "BAD", "BYE", "PREAUTH");

    private static final Pattern LEADS_NOWHERE =
            Pattern.compile("(?i)(AUTH|COMPRESS|RIGHTS|URLAUTH)=.*|UNAUTHENTICATE|STARTTLS|LOGINDISABLED|SASL-IR"
                    + "|LOGIN-REFERRALS|ACL|LIST-MYRIGHTS|URLAUTH|URL-PARTIAL|CATENATE|NOTIFY|METADATA(-SERVER)?|MULTISEARCH"
                    + "|QUOTASET|PREVIEW(=.*)?|CONTEXT=.*|REPLACE|CONVERT|LANGUAGE|XAPPLEPUSHSERVICE|XLIST");

    private final ExistingSession server;
    private final InputStream in;
    private final Connection client;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock state = new ReentrantLock();
    private final Condition changed = state.newCondition();
    private final List<String> unanswered = new ArrayList<>();
    private boolean invited;
    private boolean hidesInvitation;
    private boolean over;
    private boolean goodbye;
    private final BooleanSupplier ended;

    /** @param ended whether the client may be shown nothing more; asked before each response */
    ExistingAnswers(ExistingSession server, Connection client, BooleanSupplier ended) {
        this.server = server;
        this.in = server.in();
        this.client = client;
        this.ended = ended;
    }

    /** What may be told of the capabilities of an existing server. */
    static String capabilities(String all) {
        return Arrays.stream(all.strip().split(" +"))
                .filter(one -> !LEADS_NOWHERE.matcher(one).matches())
                .collect(Collectors.joining(" "));
    }

    /** Passes all of them on while the access lasts; then nothing more comes from there, and the client's next line is not waited for. */
    void run() {
        try {
            boolean passes = true;
            for (int first = in.read(); passes && first >= 0; first = passes ? in.read() : -1) {
                writing.lock();
                try {
                    passes = mayPass();
                    if (passes) {
                        response(first);
                    }
                } finally {
                    writing.unlock();
                }
                if (passes && in.available() == 0) {
                    client.flush();
                }
            }
            client.flush();
        } catch (IOException e) {
            log.debug("existing server session={} ended=\"{}\"", client.id(), e.toString());
        } finally {
            server.close();
            tell(() -> over = true);
            client.drain();
        }
    }

    /** Whether the client may be shown one more; says goodbye if not. */
    private boolean mayPass() throws IOException {
        if (!goodbye && ended.getAsBoolean()) {
            goodbye = true;
            client.send("* BYE " + SessionClock.NO_LONGER);
        }
        return !goodbye;
    }

    /** A line of our own. @throws IOException if the server stays in the midst of a response */
    void say(String line) throws IOException {
        say(line, false);
    }

    /** Says goodbye, after which nothing is said and nothing passes. @throws IOException if the server stays in the midst of a response */
    void bye(String why) throws IOException {
        say("* BYE " + why, true);
    }

    private void say(String line, boolean last) throws IOException {
        if (!isOurTurn()) {
            throw new IOException("the existing server stays in the midst of a response");
        }
        try {
            if (!goodbye) {
                goodbye = last;
                client.send(line);
                client.flush();
            }
        } finally {
            writing.unlock();
        }
    }

    private boolean isOurTurn() throws IOException {
        try {
            return writing.tryLock(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A command is about to go to the server. */
    void asked(String tag) {
        tell(() -> unanswered.add(tag));
    }

    /** How many commands are not answered. */
    int missing() {
        state.lock();
        try {
            return unanswered.size();
        } finally {
            state.unlock();
        }
    }

    /** Waits until all commands are answered. @return false if that is not to be */
    boolean awaitAll(Duration patience) throws IOException {
        return await(patience, unanswered::isEmpty);
    }

    /**
     * The server is about to be sent what it must invite more of.
     *
     * @param hidden whether the client does not wait for the invitation, and is not to see it
     */
    void expectInvitation(boolean hidden) {
        tell(() -> {
            invited = false;
            hidesInvitation = hidden;
        });
    }

    /** Waits for the invitation or the answer. @return false if the command was answered instead, or the server is gone */
    boolean awaitInvitation(Duration patience) throws IOException {
        return await(patience, () -> invited || unanswered.isEmpty()) && isInvited();
    }

    private boolean isInvited() {
        state.lock();
        try {
            return invited;
        } finally {
            state.unlock();
        }
    }

    /** Whether the server has closed. */
    boolean isOver() {
        state.lock();
        try {
            return over;
        } finally {
            state.unlock();
        }
    }

    private boolean await(Duration patience, BooleanSupplier condition) throws IOException {
        long left = patience.toNanos();
        state.lock();
        try {
            while (!condition.getAsBoolean() && !over) {
                if (left <= 0) {
                    throw new IOException("the existing server does not answer");
                }
                left = changed.awaitNanos(left);
            }
            return condition.getAsBoolean();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the existing server", e);
        } finally {
            state.unlock();
        }
    }

    private void tell(Runnable change) {
        state.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            state.unlock();
        }
    }

    private void response(int first) throws IOException {
        OutputStream out = client.output();
        switch (first) {
            case '*' -> untagged(out);
            case '+' -> invitation(out);
            default -> tagged(line(first), out);
        }
    }

    /** One that answers nothing would have us lose count. */
    private void tagged(byte[] line, OutputStream out) throws IOException {
        String tag = new String(line, StandardCharsets.ISO_8859_1).split(" ", 2)[0];
        out.write(line);
        client.flush();
        state.lock();
        try {
            if (!unanswered.remove(tag)) {
                throw new IOException("the existing server answers what nobody asked");
            }
            changed.signalAll();
        } finally {
            state.unlock();
        }
    }

    private void invitation(OutputStream out) throws IOException {
        byte[] line = line('+');
        if (!hidesInvitation) {
            out.write(line);
            client.flush();
        }
        tell(() -> {
            hidesInvitation = false;
            invited = true;
        });
    }

    private void untagged(OutputStream out) throws IOException {
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        start.write('*');
        int octet = next();
        while (octet == ' ' && start.size() == 1 || octet > ' ' && start.size() < BUFFER) {
            start.write(octet);
            octet = next();
        }
        String word =
                start.toString(StandardCharsets.US_ASCII).substring(1).strip().toUpperCase(Locale.ROOT);
        if (word.equals("CAPABILITY")) {
            String all = new String(line(octet), StandardCharsets.US_ASCII);
            out.write(("* CAPABILITY " + capabilities(all) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        } else {
            out.write(start.toByteArray());
            copy(octet, !STATES.contains(word), out);
        }
    }

    /** A whole line, of which this octet was read. */
    private byte[] line(int first) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = first; ; octet = next()) {
            line.write(octet);
            if (octet == '\n') {
                return line.toByteArray();
            }
            if (line.size() > LINE) {
                throw new IOException("a line of the existing server has no end");
            }
        }
    }

    /** The rest of a response, of which this octet was read, and its literals. */
    private void copy(int first, boolean hasLiterals, OutputStream out) throws IOException {
        LiteralEnd end = new LiteralEnd();
        byte[] some = new byte[BUFFER];
        int count = 0;
        for (int octet = first; ; octet = next()) {
            some[count++] = (byte) octet;
            boolean isEnd = octet == '\n';
            if (isEnd || count == some.length) {
                out.write(some, 0, count);
                count = 0;
            }
            if (isEnd && (!hasLiterals || end.size() < 0)) {
                return;
            }
            if (isEnd) {
                transfer(end.size(), out);
            }
            end.add(octet);
        }
    }

    private void transfer(long octets, OutputStream out) throws IOException {
        byte[] some = new byte[BUFFER];
        int sinceAsked = 0;
        for (long left = octets; left > 0; ) {
            if (sinceAsked >= ASKED_AGAIN) {
                sinceAsked = 0;
                if (ended.getAsBoolean()) {
                    throw new IOException("the access has ended in the midst of a literal");
                }
            }
            int count = in.read(some, 0, (int) Math.min(left, some.length));
            if (count < 0) {
                throw new EOFException("the existing server closed in a literal");
            }
            out.write(some, 0, count);
            left -= count;
            sinceAsked += count;
        }
    }

    private int next() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the existing server closed in a response");
        }
        return octet;
    }

    /** Whether the line so far ends with the announcement of a literal. */
    private static final class LiteralEnd {

        private static final long MOST = Long.MAX_VALUE / 20;

        private long number = -1;
        private boolean digits;
        private boolean closed;

        void add(int octet) {
            if (octet == '\r') {
                return;
            }
            if (octet == '{') {
                number = 0;
                digits = false;
                closed = false;
            } else if (number >= 0 && !closed && octet >= '0' && octet <= '9' && number < MOST) {
                number = 10 * number + octet - '0';
                digits = true;
            } else if (number >= 0 && !closed && digits && octet == '}') {
                closed = true;
            } else {
                number = -1;
            }
        }

        /** In octets; negative if there is none. */
        long size() {
            return closed ? number : -1;
        }
    }
}
