package fr.pli.operator.rules;

import fr.pli.mime.Content;
import fr.pli.smtp.SmtpRefusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets no infected message in or out, where an antivirus is configured; one that does not answer makes senders come again. Spec: espace-de-confiance.md section 3. */
public final class Antivirus {

    private static final Logger log = LoggerFactory.getLogger(Antivirus.class);
    private static final List<String> OUTCOMES = List.of("clean", "infected", "unreachable");

    private final Optional<Clamd> clamd;
    private final MeterRegistry meters;

    /** @param clamd empty where none is configured */
    public Antivirus(Optional<Clamd> clamd, MeterRegistry meters) {
        this.clamd = clamd;
        this.meters = meters;
        OUTCOMES.forEach(outcome -> meters.counter("pli.antivirus", "outcome", outcome));
    }

    /** Lets clean messages pass. @throws SmtpRefusal for good if it is infected, for now if that cannot be told */
    void require(Content content) throws SmtpRefusal {
        if (clamd.isEmpty()) {
            return;
        }
        Optional<String> found;
        try (InputStream octets = content.spool().open()) {
            found = clamd.get().scan(octets);
        } catch (IOException e) {
            log.error("antivirus unreachable reason=\"{}\"", e.toString());
            count("unreachable");
            throw Refusals.ANTIVIRUS_UNREACHABLE.refusal();
        }
        if (found.isPresent()) {
            log.warn("antivirus found=\"{}\"", found.get());
            count("infected");
            throw Refusals.INFECTED.refusal();
        }
        count("clean");
    }

    private void count(String outcome) {
        meters.counter("pli.antivirus", "outcome", outcome).increment();
    }
}
