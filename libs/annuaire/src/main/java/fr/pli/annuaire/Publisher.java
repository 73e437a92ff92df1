package fr.pli.annuaire;

import fr.pli.annuaire.AnnuaireException.Reason;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.Bal;
import fr.pli.registry.Publications;
import fr.pli.registry.Publications.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the Annuaire to what the registry says, BAL by BAL: reads what it has, and changes what differs. To do it twice changes nothing. R1-07.
 */
public final class Publisher {

    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final int AT_ONCE = 20;
    private static final int PAGE = 500;
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 11;

    private final Publications publications;
    private final Annuaire annuaire;
    private final PublicationRules rules;

    public Publisher(Publications publications, Annuaire annuaire, PublicationRules rules) {
        this.publications = publications;
        this.annuaire = annuaire;
        this.rules = rules;
    }

    /** What differs between the Annuaire and the registry. {@code problem} is one word: {@code missing}, {@code stale}, {@code different}, {@code not-ours}. */
    public record Difference(String bal, String problem) {}

    /**
     * Tells the Annuaire of some BAL whose turn it is.
     *
     * @return how many were taken up
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach
     */
    public int run() {
        List<Turn> turns = publications.take(AT_ONCE, LEASE);
        for (Turn turn : turns) {
            try {
                publish(turn.bal());
                if (!publications.done(turn)) {
                    publications.again(turn.bal()); // whoever told of the change may have been before us
                }
            } catch (AnnuaireException e) {
                log.warn(
                        "publication bal={} attempts={} reason=\"{}\"",
                        turn.bal().address(),
                        turn.attempts(),
                        e.getMessage());
                publications.failed(turn, pause(turn.attempts()), e.word());
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) { // a BAL that cannot be told stops no other
                log.error("publication bal={} skipped, later again", turn.bal().address(), e);
                publications.failed(turn, pause(turn.attempts()), "fault");
            }
        }
        return turns.size();
    }

    /**
     * The BAL that the Annuaire has of a professional, at whatever operator; none if it does not know him.
     *
     * @throws AnnuaireException if it does not tell
     */
    public List<MssAddress> of(IdNatPs professional) throws AnnuaireException {
        try {
            return annuaire.of(Owner.of(professional)).stream()
                    .map(PublishedBal::address)
                    .toList();
        } catch (AnnuaireException e) {
            if (e.reason() == Reason.OWNER_UNKNOWN) {
                return List.of();
            }
            throw e;
        }
    }

    /**
     * Reads back what the Annuaire has in a domain and compares.
     *
     * @param mend whether BAL of ours that differ are to be told again
     * @throws AnnuaireException if it does not tell
     */
    public List<Difference> compare(String domain, boolean mend) throws AnnuaireException {
        Map<MssAddress, PublishedBal> there = new HashMap<>();
        annuaire.in(domain).forEach(bal -> there.put(bal.address(), bal));
        List<Difference> differences = new ArrayList<>();
        List<Bal> some = publications.page(domain, 0, PAGE);
        while (!some.isEmpty()) {
            for (Bal bal : some) {
                String problem = problem(rules.wanted(bal), Optional.ofNullable(there.remove(bal.address())));
                if (!problem.isEmpty()) {
                    differences.add(new Difference(bal.address().toString(), problem));
                    if (mend) {
                        publications.again(bal);
                    }
                }
            }
            some = publications.page(domain, some.getLast().id(), PAGE);
        }
        there.keySet().forEach(address -> differences.add(new Difference(address.toString(), "not-ours")));
        return differences;
    }

    private void publish(Bal bal) throws AnnuaireException {
        Owner owner = Owner.of(bal);
        Optional<PublishedBal> wanted = rules.wanted(bal);
        Optional<PublishedBal> there;
        try {
            there = annuaire.of(owner).stream()
                    .filter(one -> one.address().equals(bal.address()))
                    .findFirst();
        } catch (AnnuaireException e) {
            if (e.reason() == Reason.OWNER_UNKNOWN && wanted.isEmpty()) {
                return; // whoever is not there shows no BAL
            }
            throw e;
        }
        Patch patch = new Patch(owner.resource());
        switch (problem(wanted, there)) {
            case "" -> {
                return;
            }
            case "missing" -> patch.insert(wanted.orElseThrow());
            case "different" -> patch.replace(wanted.orElseThrow());
            default -> patch.delete(bal.address());
        }
        annuaire.patch(owner, patch);
        log.info("published bal={} state={} shown={}", bal.address(), bal.state(), wanted.isPresent());
    }

    private static String problem(Optional<PublishedBal> wanted, Optional<PublishedBal> there) {
        if (wanted.isPresent() && there.isEmpty()) {
            return "missing";
        }
        if (wanted.isEmpty() && there.isPresent()) {
            return "stale";
        }
        return wanted.equals(there) ? "" : "different";
    }

    private static Duration pause(int attempts) {
        Duration doubled = FIRST.multipliedBy(1L << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
