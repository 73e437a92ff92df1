package fr.pli.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authentication on one connection: runs exchanges until one is granted, in the same way for IMAP and SMTP, and tells from then on whether what was
 * granted still holds. Close it with the connection; it holds the session's place among {@link SessionLimits}.
 */
public final class SaslDialogue implements AutoCloseable {

    /** How the protocol asks its client. */
    public interface Continuation {
        /**
         * Sends the continuation ({@code + } or {@code 334 }) with this text and returns the client's next line.
         *
         * @param base64 may be empty
         */
        byte[] ask(String base64) throws IOException;
    }

    private static final Logger log = LoggerFactory.getLogger(SaslDialogue.class);

    private final Connection connection;
    private final SaslPolicy policy;
    private int attempts;
    private SaslStep.@Nullable Granted granted;
    private Grant.@Nullable Watch watch;
    private GrantState.@Nullable Ended ended;
    private SessionLimits.@Nullable Permit permit;

    public SaslDialogue(Connection connection, SaslPolicy policy) {
        this.connection = connection;
        this.policy = policy;
    }

    /** Names of the mechanisms, best first. */
    public List<String> mechanisms() {
        return policy.mechanisms().stream().map(SaslMechanism::name).toList();
    }

    /** The mechanism of that name in any case, or none. */
    public Optional<SaslMechanism> mechanism(String name) {
        return policy.mechanisms().stream()
                .filter(mechanism -> mechanism.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether the client has used all its attempts: say goodbye. */
    public boolean isExhausted() {
        return attempts >= policy.attempts();
    }

    /**
     * Runs one exchange. When it is granted, the connection's budget is lifted.
     *
     * @param initial the initial response as it stood in the command, in base64 or {@code =}; empty if there was none
     * @return {@link SaslStep.Refused} with {@link Reason#CANCELLED} or {@link Reason#RESPONSE_NOT_BASE64} where the client did so
     * @throws IOException as the continuation does
     */
    public SaslStep.Outcome run(SaslMechanism mechanism, Optional<byte[]> initial, Continuation client)
            throws IOException {
        attempts++;
        return switch (exchange(mechanism, initial, client)) {
            case SaslStep.Granted granted -> enter(mechanism, granted);
            case SaslStep.Refused refused -> brake(refused);
            case SaslStep.Unavailable unavailable -> unavailable;
        };
    }

    private SaslStep.Outcome exchange(SaslMechanism mechanism, Optional<byte[]> initial, Continuation client)
            throws IOException {
        SaslPeer peer = SaslPeer.of(connection);
        SaslExchange exchange = mechanism.start(peer);
        try {
            byte[] response = initial.isPresent() ? SaslBase64.decodeInitial(initial.get()) : response(client.ask(""));
            while (true) {
                switch (exchange.next(response)) {
                    case SaslStep.Challenge(String text) -> response = response(client.ask(SaslBase64.encode(text)));
                    case SaslStep.Outcome outcome -> {
                        return outcome;
                    }
                }
            }
        } catch (SaslSyntaxException e) {
            return new SaslLog(mechanism.name(), peer).malformed(e);
        }
    }

    private static byte[] response(byte[] line) throws SaslSyntaxException {
        if (line.length == 1 && line[0] == '*') {
            throw new SaslSyntaxException(Reason.CANCELLED, "cancelled by the client");
        }
        return SaslBase64.decode(line);
    }

    private SaslStep.Outcome enter(SaslMechanism mechanism, SaslStep.Granted granted) {
        close(); // where the protocol could not go on with what was granted before
        this.granted = null;
        permit = policy.sessions().enter(granted.who(), granted.mailbox()).orElse(null);
        if (permit == null) {
            SaslLog log = new SaslLog(mechanism.name(), SaslPeer.of(connection));
            return log.ended(granted.mailbox(), new SaslStep.Unavailable(Reason.TOO_MANY_SESSIONS));
        }
        connection.authenticated();
        this.granted = granted;
        watch = granted.grant().watch(connection::endWait);
        return granted;
    }

    /**
     * Whether what was granted still holds, and for what; before anything was granted, it does. What has ended stays so. While the client is silent its
     * session is woken with a {@link TimedOutException} when it ends.
     */
    public GrantState state() {
        if (ended != null) {
            return ended;
        }
        GrantState now = granted == null
                ? new GrantState.Holds(MailAccess.CHANGE)
                : granted.grant().state();
        if (granted != null && now instanceof GrantState.Ended over) {
            ended = over;
            log.info(
                    "ended reason={} who={} mailbox={} session={}",
                    over.reason().word(),
                    granted.who().shown(),
                    granted.mailbox(),
                    connection.id());
        }
        return now;
    }

    /** Whether what was granted has ended: the session says goodbye. */
    public boolean isOver() {
        return state() instanceof GrantState.Ended;
    }

    private SaslStep.Refused brake(SaslStep.Refused refused) throws IOException {
        Duration delay = policy.brake().refused(connection.peer().getAddress());
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            throw new IOException("interrupted before the answer to a refused authentication", e);
        }
        return refused;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        if (permit != null) {
            permit.close();
        }
    }
}
