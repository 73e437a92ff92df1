package fr.pli.faults;

import fr.pli.faults.Letter.Copy;
import fr.pli.sandbox.LineClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at what has come into its INBOX, flags some of it and expunges some of it. What it finds there must be for it. */
final class Gardener implements Actor {

    private static final Pattern VALIDITY = Pattern.compile("\\[UIDVALIDITY (\\d+)]");
    private static final Pattern FETCH = Pattern.compile("\\* \\d+ FETCH .*UID (\\d+).*");
    private static final Pattern MESSAGE_ID = Pattern.compile("(?i)message-id: <(.+)>");

    private final Person person;
    private final Wire wire;
    private final Ledger ledger;
    private final Random random = new Random();
    private final List<Plant> plants = new ArrayList<>();
    private long validity;
    private long next = 1;

    Gardener(Person person, Wire.Opening opening, Ledger ledger) {
        this.person = person;
        this.wire = new Wire(opening);
        this.ledger = ledger;
    }

    /** A message in the mailbox. */
    private record Plant(long uid, String letter) {}

    @Override
    public void once() throws IOException {
        if (!wire.isOpen()) {
            plants.clear();
            next = 1;
            select(wire.get());
        }
        LineClient client = wire.get();
        look(client);
        if (plants.isEmpty()) {
            return;
        }
        Plant plant = plants.get(random.nextInt(plants.size()));
        Copy copy = new Copy(plant.letter(), person.bal());
        if (random.nextInt(3) == 0) {
            ledger.asksToExpunge(copy);
            command(client, "UID STORE " + plant.uid() + " +FLAGS.SILENT (\\Deleted)");
            command(client, "UID EXPUNGE " + plant.uid());
            ledger.expunged(copy);
            plants.remove(plant);
        } else {
            command(client, "UID STORE " + plant.uid() + " +FLAGS.SILENT (\\Flagged)");
            ledger.flagged(copy);
        }
    }

    private void select(LineClient client) throws IOException {
        for (String line : command(client, "SELECT INBOX")) {
            Matcher told = VALIDITY.matcher(line);
            if (told.find()) {
                validity = Long.parseLong(told.group(1));
            }
        }
    }

    /** Learns what is new. The last message stands in {@code n:*} even where it is older (RFC 9051 section 9). */
    private void look(LineClient client) throws IOException {
        Optional<Long> uid = Optional.empty();
        for (String line : command(client, "UID FETCH " + next + ":* (UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")) {
            Matcher fetch = FETCH.matcher(line);
            Matcher id = MESSAGE_ID.matcher(line);
            if (fetch.matches()) {
                uid = Optional.of(Long.valueOf(fetch.group(1)));
            } else if (id.matches() && uid.isPresent()) {
                found(uid.get(), id.group(1));
            }
        }
    }

    private void found(long uid, String letter) {
        if (uid < next) {
            return;
        }
        next = uid + 1;
        plants.add(new Plant(uid, letter));
        ledger.seen(new Ledger.Place(person.bal(), validity, uid), letter);
        if (ledger.letter(letter)
                .filter(one -> one.recipients().contains(person.bal()))
                .isEmpty()) {
            ledger.complain(person.bal() + " was served a message that is not for it: " + letter);
        }
    }

    private static List<String> command(LineClient client, String command) throws IOException {
        client.send("g " + command);
        List<String> untagged = new ArrayList<>();
        String line = client.read();
        while (!line.startsWith("g ")) {
            untagged.add(line);
            line = client.read();
        }
        Temporary.imap(line.substring(2), "OK");
        return untagged;
    }

    @Override
    public void close() {
        wire.close();
    }
}
