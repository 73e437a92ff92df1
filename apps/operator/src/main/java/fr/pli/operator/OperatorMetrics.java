package fr.pli.operator;

import fr.pli.imap.ImapEvents;
import fr.pli.mss.MssAddress;
import fr.pli.psc.BreakerState;
import fr.pli.psc.PscListener;
import fr.pli.smtp.SmtpEvent;
import fr.pli.wire.Identity;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslStep;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** What is counted of logins and messages; docs/operator/README.md lists all metrics. No label ever holds an address. */
@Component
class OperatorMetrics implements ListenerEvents, ImapEvents, PscListener, Consumer<SmtpEvent> {

    private final MeterRegistry registry;
    private final DistributionSummary messageSize;
    private final Timer commit;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger pscRefusesToAsk = new AtomicInteger();

    OperatorMetrics(MeterRegistry registry) {
        this.registry = registry;
        messageSize = DistributionSummary.builder("pli.message.size")
                .baseUnit("bytes")
                .description("size of accepted messages")
                .publishPercentileHistogram()
                .register(registry);
        commit = Timer.builder("pli.commit")
                .description("time of the commit that accepts a message")
                .publishPercentileHistogram()
                .register(registry);
        registry.gauge("pli.connections", connections);
        registry.gauge("pli.psc.breaker.open", pscRefusesToAsk);
    }

    /** One login came to an end; {@code means} is {@code psc} or {@code certificate}. */
    void login(String means, SaslStep.Outcome outcome) {
        String word = switch (outcome) {
            case SaslStep.Granted granted -> "granted";
            case SaslStep.Refused(Reason reason) -> reason.word();
            case SaslStep.Unavailable(Reason reason) -> reason.word();
        };
        registry.counter("pli.logins", "means", means, "outcome", word).increment();
    }

    /** The two SMTP listeners tell what happened to mail. */
    @Override
    public void accept(SmtpEvent event) {
        switch (event) {
            case SmtpEvent.Accepted accepted -> {
                registry.counter("pli.messages", "outcome", "accepted").increment();
                registry.counter("pli.message.recipients").increment(accepted.recipients());
                messageSize.record((double) accepted.octets());
                commit.record(accepted.commit());
            }
            case SmtpEvent.Refused refused ->
                registry.counter("pli.smtp.refusals", "reason", refused.reason())
                        .increment();
            case SmtpEvent.Ended ended ->
                registry.timer("pli.sessions.lasted", "protocol", "smtp").record(ended.lasted());
            case SmtpEvent.LoggedIn loggedIn -> {} // counted by login()
            case SmtpEvent.LoginFailed loginFailed -> {}
        }
    }

    @Override
    public void command(String name, String answer, Duration took) {
        registry.timer("pli.imap.commands", "command", name, "answer", answer).record(took);
    }

    @Override
    public void ended(String session, Identity who, MssAddress mailbox, Duration lasted) {
        registry.timer("pli.sessions.lasted", "protocol", "imap").record(lasted);
    }

    @Override
    public void opened() {
        connections.incrementAndGet();
    }

    @Override
    public void closed() {
        connections.decrementAndGet();
    }

    @Override
    public void refused(String limit) {
        registry.counter("pli.connections.refused", "limit", limit).increment();
    }

    @Override
    public void handshake(String tls, Duration took) {
        registry.timer("pli.tls.handshakes", "tls", tls).record(took);
    }

    @Override
    public void handshakeFailed() {
        registry.counter("pli.tls.handshakes.failed").increment();
    }

    @Override
    public void asked(Outcome outcome, Duration time) {
        registry.timer("pli.psc.introspection", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .record(time);
    }

    @Override
    public void breaker(BreakerState state) {
        pscRefusesToAsk.set(state == BreakerState.OPEN ? 1 : 0);
    }
}
