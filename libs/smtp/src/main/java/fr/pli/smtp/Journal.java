package fr.pli.smtp;

import fr.pli.wire.Reason;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one session leaves behind: log lines and {@link SmtpEvent}s. No recipient and no reply's text stands there: either may name a patient. */
final class Journal {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final String session;
    private final Consumer<SmtpEvent> events;

    Journal(String session, Consumer<SmtpEvent> events) {
        this.session = session;
        this.events = events;
    }

    /** The dialogue has written its line, as for failures. */
    void loggedIn(String mechanism, SmtpClient.Authenticated client) {
        events.accept(new SmtpEvent.LoggedIn(session, mechanism, client));
    }

    void loginFailed(String mechanism, Reason reason, boolean temporary) {
        events.accept(new SmtpEvent.LoginFailed(session, mechanism, reason, temporary));
    }

    void refused(String verb, SmtpRefusal refusal) {
        int code = refusal.reply().code();
        String enhanced = refusal.reply().enhanced();
        log.info(
                "refused session={} verb={} code={} enhanced={} reason={}",
                session,
                verb,
                code,
                enhanced,
                refusal.reason());
        events.accept(new SmtpEvent.Refused(session, verb, refusal.reply(), refusal.reason()));
    }

    void fault(String verb, RuntimeException fault) {
        log.error("fault session={} verb={}", session, verb, fault);
    }

    void accepted(String trace, String mail, long octets, int recipients, Duration commit) {
        log.info(
                "accepted session={} trace={} mail={} octets={} recipients={} commit-ms={}",
                session,
                trace,
                mail,
                octets,
                recipients,
                commit.toMillis());
        events.accept(new SmtpEvent.Accepted(session, mail, octets, recipients, commit));
    }

    void ended(String reason, Duration lasted) {
        log.info("closed session={} reason={} seconds={}", session, reason, lasted.toSeconds());
        events.accept(new SmtpEvent.Ended(session, reason, lasted));
    }
}
