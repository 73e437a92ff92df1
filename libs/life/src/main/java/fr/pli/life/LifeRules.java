package fr.pli.life;

import fr.pli.mss.BalType;
import fr.pli.registry.BalState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What time does to a BAL that nobody opens: MSS 19 takes it out of the Annuaire, MSS 14 announces its deletion, several times, and deletes it.
 * Pure: facts and a moment in, steps out. Spec: bal-and-annuaire.md section 3.
 *
 * @param unpublishAfter {@code mss19.unpublish-after}
 * @param unpublished types that MSS 19 is about ({@code mss19.types})
 * @param notices how long after the last connection each announcement is made, in order ({@code mss14.notices})
 * @param deleteAfter {@code mss14.inactivity}; after all announcements
 */
public record LifeRules(
        Duration unpublishAfter, Set<BalType> unpublished, List<Duration> notices, Duration deleteAfter) {

    /** 30 days; announced after 90, 335 and 358, deleted after 365. */
    public static final LifeRules DEFAULT = new LifeRules(
            Duration.ofDays(30),
            Set.of(BalType.PER, BalType.ORG),
            List.of(Duration.ofDays(90), Duration.ofDays(335), Duration.ofDays(358)),
            Duration.ofDays(365));

    /** @throws IllegalArgumentException if there is no announcement, or they do not come one after the other before the end */
    public LifeRules {
        unpublished = Set.copyOf(unpublished);
        notices = List.copyOf(notices);
        Duration last = Duration.ZERO;
        for (Duration each : notices) {
            if (each.compareTo(last) <= 0 || each.compareTo(deleteAfter) >= 0) {
                throw new IllegalArgumentException(
                        "announcements come one after the other, before the end after " + deleteAfter + ": " + notices);
            }
            last = each;
        }
        if (notices.isEmpty()) {
            throw new IllegalArgumentException("nothing is deleted without announcement");
        }
    }

    /**
     * What is due now, in the order in which it is to be done. A BAL that an administrator has suspended is left to him. However late this is
     * asked, announcements are made one at a time, and the time between the last one and the end is kept.
     */
    public List<LifeStep> due(BalFacts bal, Instant now) {
        List<LifeStep> steps = new ArrayList<>();
        if (bal.state() == BalState.SUSPENDED || bal.state() == BalState.DELETED) {
            return steps;
        }
        Duration idle = Duration.between(bal.since(), now);
        if (isPublished(bal) && idle.compareTo(unpublishAfter) >= 0) {
            steps.add(new LifeStep.Unpublish());
        }
        if (bal.notices() < notices.size()) {
            if (idle.compareTo(notices.get(bal.notices())) >= 0) {
                steps.add(new LifeStep.Announce(bal.notices() + 1, end(bal, now)));
            }
        } else if (idle.compareTo(deleteAfter) >= 0 && hasHadItsLastDays(bal, now)) {
            steps.add(new LifeStep.Delete());
        }
        return steps;
    }

    private boolean isPublished(BalFacts bal) {
        return unpublished.contains(bal.type())
                && !bal.listeRouge()
                && (bal.state() == BalState.ACTIVE || bal.state() == BalState.CREATED);
    }

    private boolean hasHadItsLastDays(BalFacts bal, Instant now) {
        return bal.noticed().map(at -> !at.plus(lastDays()).isAfter(now)).orElse(false);
    }

    /** When a BAL ends that is told of it now: by the rule, but not before its last days have passed. */
    private Instant end(BalFacts bal, Instant now) {
        Instant byRule = bal.since().plus(deleteAfter);
        Instant soonest = now.plus(lastDays());
        return byRule.isAfter(soonest) ? byRule : soonest;
    }

    private Duration lastDays() {
        return deleteAfter.minus(notices.getLast());
    }
}
