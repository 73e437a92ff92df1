package fr.pli.life;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mime.SystemMail;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.ContactMails;
import fr.pli.store.Lives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the steps that are due, BAL by BAL; to be run daily. Any node may run it, also two at once: each step is taken once, and only if nobody
 * has opened the BAL since it was looked at. MSS 14 (deletion), MSS 19.
 */
public final class LifeJob {

    private static final Logger log = LoggerFactory.getLogger(LifeJob.class);
    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.life.life", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final int PAGE = 500;

    private final Lives lives;
    private final Set<MssAddress> spared;
    private final LifeRules rules;
    private final Optional<LifeExport> export;
    private final String host;
    private final Path spool;
    private final InstantSource clock;

    /**
     * @param spared BAL that are used without a log-in
     * @param export where the content goes before it is deleted
     * @param host whose postmaster writes
     */
    public LifeJob(
            Lives lives,
            Set<MssAddress> spared,
            LifeRules rules,
            Optional<LifeExport> export,
            String host,
            Path spool,
            InstantSource clock) {
        this.lives = lives;
        this.spared = Set.copyOf(spared);
        this.rules = rules;
        this.export = export;
        this.host = host;
        this.spool = spool;
        this.clock = clock;
    }

    /** A step that was taken, or that is due. {@code step} is one word: {@code unpublish}, {@code announce-1}, {@code delete}. */
    public record Line(String bal, String step) {}

    /** Takes all steps that are due now. @throws StoreUnavailableException if the database is out of reach */
    public List<Line> run() {
        List<Line> done = new ArrayList<>();
        each((life, step) -> {
            if (take(life, step)) {
                done.add(line(life, step));
            }
        });
        log.info("life steps={}", done.size());
        return done;
    }

    /** What {@link #run} would do now, and nothing of it is done. */
    public List<Line> due() {
        List<Line> due = new ArrayList<>();
        each((life, step) -> due.add(line(life, step)));
        return due;
    }

    private interface Step {
        void on(Lives.Life life, LifeStep step);
    }

    private void each(Step action) {
        Instant now = clock.instant();
        Duration least = rules.unpublishAfter().compareTo(rules.notices().getFirst()) < 0
                ? rules.unpublishAfter()
                : rules.notices().getFirst();
        Instant moment = now.minus(least).plusNanos(1000); // the comparison there is strict
        List<Lives.Life> some = lives.idleSince(moment, 0, PAGE);
        while (!some.isEmpty()) {
            for (Lives.Life life : some) {
                if (!spared.contains(life.bal().address())) {
                    steps(life, now, action);
                }
            }
            some = lives.idleSince(moment, some.getLast().bal().id(), PAGE);
        }
    }

    /** What cannot be done to one BAL holds up no other. */
    private void steps(Lives.Life life, Instant now, Step action) {
        try {
            rules.due(facts(life), now).forEach(step -> action.on(life, step));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("life bal={} skipped", life.bal().address(), e);
        }
    }

    private boolean take(Lives.Life life, LifeStep step) {
        return switch (step) {
            case LifeStep.Unpublish _ -> lives.unpublish(life);
            case LifeStep.Announce(int _, Instant deletion) -> announce(life, deletion);
            case LifeStep.Delete _ -> delete(life);
        };
    }

    private boolean announce(Lives.Life life, Instant deletion) {
        String bal = life.bal().address().toString();
        String subject = filled("announce.subject", life, deletion);
        SystemMail mail = new SystemMail(host, UUID.randomUUID().toString(), bal, subject, clock.instant(), "");
        Optional<ContactMails.Written> contact = life.contact()
                .map(to -> new ContactMails.Written(to, subject, filled("announce.contact", life, deletion)));
        try (Content letter = content(mail.with(filled("announce.text", life, deletion)))) {
            return lives.announce(life, clock.instant(), letter, contact);
        }
    }

    /** What was exported is put in place when the deletion is ours; without an export nothing is deleted where one is wanted. */
    private boolean delete(Lives.Life life) {
        long arrivals = lives.arrivals(life.bal());
        try {
            if (export.isEmpty()) {
                return lives.delete(life, clock.instant(), arrivals, Lives.Keeping.NOTHING);
            }
            try (LifeExport.Written written = export.get().write(life.bal())) {
                return lives.delete(life, clock.instant(), arrivals, written::keep);
            }
        } catch (IOException e) {
            log.error(
                    "life bal={} step=delete kept reason=\"export failed: {}\"",
                    life.bal().address(),
                    e.toString());
            return false;
        }
    }

    private Content content(String text) {
        try (ContentWriter writer = new ContentWriter(new Spool(spool))) {
            writer.write(text.getBytes(StandardCharsets.US_ASCII));
            return writer.finish();
        } catch (IOException e) {
            throw new StoreUnavailableException("an announcement cannot be written", e);
        }
    }

    private static String filled(String key, Lives.Life life, Instant deletion) {
        return TEXTS.getString(key)
                .replace("{bal}", life.bal().address().toString())
                .replace("{date}", day(deletion))
                .replace("{since}", day(facts(life).since()));
    }

    private static String day(Instant moment) {
        return DAY.format(moment.atZone(PARIS));
    }

    private static BalFacts facts(Lives.Life life) {
        return new BalFacts(
                life.bal().type(),
                life.bal().state(),
                life.bal().listeRouge(),
                life.created(),
                life.connected(),
                life.notices(),
                life.noticed());
    }

    private static Line line(Lives.Life life, LifeStep step) {
        String word = switch (step) {
            case LifeStep.Unpublish _ -> "unpublish";
            case LifeStep.Announce(int number, Instant _) -> "announce-" + number;
            case LifeStep.Delete _ -> "delete";
        };
        return new Line(life.bal().address().toString(), word);
    }
}
