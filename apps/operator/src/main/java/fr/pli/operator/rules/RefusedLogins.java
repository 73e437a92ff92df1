package fr.pli.operator.rules;

import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.Actor;
import fr.pli.registry.Audit;
import fr.pli.registry.AuditEntry;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslPeer;
import fr.pli.wire.SaslStep;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who was refused, on which BAL, why and from where: each in the log, in the audit so many of a source and of all in a minute, and then how many
 * more there were. A stranger fills no table. Safe from any thread.
 */
public final class RefusedLogins {

    private static final Logger log = LoggerFactory.getLogger(RefusedLogins.class);
    private static final int PER_SOURCE = 10;
    private static final int PER_MINUTE = 200;
    private static final int LONGEST_WHO = 200;

    private final Audit audit;
    private final InstantSource clock;
    private final Executor writer;
    private final Map<String, Integer> sources = new LinkedHashMap<>();
    private Instant minute = Instant.EPOCH;
    private int rows;
    private int others;

    /** @param writer runs what writes into the database: nobody who was refused waits for it */
    public RefusedLogins(Audit audit, InstantSource clock, Executor writer) {
        this.audit = audit;
        this.clock = clock;
        this.writer = writer;
    }

    /**
     * Writes it down.
     *
     * @param who as far as it is proven; {@code -} if it is not
     */
    SaslStep.Refused refused(String who, Reason reason, MssAddress mailbox, SaslPeer peer) {
        String shown = who.replaceAll("[\\p{Cc}\\p{Cf}\"]", "?");
        String short200 = shown.length() > LONGEST_WHO ? shown.substring(0, LONGEST_WHO) : shown;
        log.info(
                "login-refused who=\"{}\" mailbox={} reason={} peer={} session={}",
                short200,
                mailbox.masked(),
                reason.word(),
                peer.shown(),
                peer.session());
        if (counts(peer.shown())) {
            write(new AuditEntry(
                    new Actor(short200, peer.session()),
                    "login-refused",
                    mailbox.masked(),
                    "refused",
                    reason.word() + " from " + peer.shown()));
        }
        return new SaslStep.Refused(reason);
    }

    /** Whether this one has a row of its own. What had none in the minute before is summed up in one. */
    private boolean counts(String source) {
        int more = 0;
        boolean counts;
        synchronized (this) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
            if (!now.equals(minute)) {
                more = others;
                minute = now;
                sources.clear();
                rows = 0;
                others = 0;
            }
            counts = rows < PER_MINUTE && sources.merge(source, 1, Integer::sum) <= PER_SOURCE;
            if (counts) {
                rows++;
            } else {
                others++;
            }
        }
        if (more > 0) {
            write(new AuditEntry(new Actor("-", "-"), "logins-refused", "", "refused", more + " more in a minute"));
        }
        return counts;
    }

    private void write(AuditEntry entry) {
        writer.execute(() -> {
            try {
                audit.add(entry);
            } catch (StoreUnavailableException e) {
                log.warn("refused log-in not in the audit reason=\"{}\"", e.getMessage());
            }
        });
    }
}
