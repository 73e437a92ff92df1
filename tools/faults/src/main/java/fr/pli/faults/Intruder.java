package fr.pli.faults;

import fr.pli.faults.Temporary.Permanent;
import fr.pli.sandbox.LineClient;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Tries the listeners with what must not open them. To be let in is a complaint; to be refused, or told to try later, is in order. */
final class Intruder implements Actor {

    /** A log-in that is nobody's right. */
    record Attempt(String name, Wire.Opening opening) {}

    private final List<Attempt> attempts;
    private final Ledger ledger;
    private final Random random = new Random();

    Intruder(List<Attempt> attempts, Ledger ledger) {
        this.attempts = attempts;
        this.ledger = ledger;
    }

    @Override
    public void once() throws IOException {
        Attempt attempt = attempts.get(random.nextInt(attempts.size()));
        try (LineClient _ = attempt.opening().open()) {
            ledger.complain("an intruder was let in: " + attempt.name());
        } catch (Permanent e) {
            return; // as it should be
        }
    }

    @Override
    public void close() {}
}
