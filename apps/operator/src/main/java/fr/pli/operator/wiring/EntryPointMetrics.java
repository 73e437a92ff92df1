package fr.pli.operator.wiring;

import fr.pli.imap.ImapEvents;
import fr.pli.mss.MssAddress;
import fr.pli.smtp.SmtpEvent;
import fr.pli.wire.Identity;
import fr.pli.wire.Reason;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Consumer;

/** What is counted of logins, commands and messages at the listeners of one entry point. No label ever holds an address. */
final class EntryPointMetrics implements ImapEvents, Consumer<SmtpEvent> {

    private static final String GRANTED = "granted";

    private final MeterRegistry registry;
    private final Tags entry;
    private final DistributionSummary messageSize;
    private final Timer commit;

    /** @param entry {@code persons} or {@code applications} */
    EntryPointMetrics(MeterRegistry registry, String entry) {
        this.registry = registry;
        this.entry = Tags.of("entry", entry);
        messageSize = DistributionSummary.builder("pli.message.size")
                .tags(this.entry)
                .baseUnit("bytes")
                .description("size of accepted messages")
                .publishPercentileHistogram()
                .register(registry);
        commit = Timer.builder("pli.commit")
                .tags(this.entry)
                .description("time of the commit that accepts a message")
                .publishPercentileHistogram()
                .register(registry);
    }

    @Override
    public void granted(String session, Identity who, MssAddress mailbox) {
        login("imap", GRANTED);
    }

    @Override
    public void denied(String session, Reason reason) {
        login("imap", reason.word());
    }

    @Override
    public void command(String name, String answer, Duration took) {
        registry.timer("pli.imap.commands", entry.and("command", name, "answer", answer))
                .record(took);
    }

    @Override
    public void ended(String session, Identity who, MssAddress mailbox, Duration lasted) {
        registry.timer("pli.sessions.lasted", entry.and("protocol", "imap")).record(lasted);
    }

    @Override
    public void accept(SmtpEvent event) {
        switch (event) {
            case SmtpEvent.LoggedIn in -> login("smtp", GRANTED);
            case SmtpEvent.LoginFailed failed -> login("smtp", failed.reason().word());
            case SmtpEvent.Accepted accepted -> {
                registry.counter("pli.messages", entry).increment();
                registry.counter("pli.message.recipients", entry).increment(accepted.recipients());
                messageSize.record((double) accepted.octets());
                commit.record(accepted.commit());
            }
            case SmtpEvent.Refused refused ->
                registry.counter("pli.smtp.refusals", entry.and("reason", refused.reason()))
                        .increment();
            case SmtpEvent.Ended ended ->
                registry.timer("pli.sessions.lasted", entry.and("protocol", "smtp"))
                        .record(ended.lasted());
        }
    }

    private void login(String protocol, String outcome) {
        registry.counter("pli.logins", entry.and("protocol", protocol, "outcome", outcome))
                .increment();
    }
}
