package fr.pli.faults;

import fr.pli.sandbox.LineClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Submits messages to one, two or three recipients. */
final class Submitter implements Actor {

    private final String from;
    private final List<String> bals;
    private final Wire wire;
    private final boolean stays;
    private final Post post;
    private final Ledger ledger;
    private final Random random = new Random();

    /**
     * @param from the BAL that it sends from
     * @param bals of which it writes to some
     * @param stays whether it keeps its connection for the next message
     */
    Submitter(String from, List<String> bals, Wire.Opening opening, boolean stays, Post post, Ledger ledger) {
        this.from = from;
        this.bals = bals;
        this.wire = new Wire(opening);
        this.stays = stays;
        this.post = post;
        this.ledger = ledger;
    }

    @Override
    public void once() throws IOException {
        List<String> shuffled = new ArrayList<>(bals);
        Collections.shuffle(shuffled, random);
        Post.Sheet sheet = post.write(true, from, shuffled.subList(0, 1 + random.nextInt(3)));
        LineClient client = wire.get();
        Temporary.smtp(client.smtp("MAIL FROM:<" + from + ">"), "250");
        for (String recipient : sheet.letter().recipients()) {
            Temporary.smtp(client.smtp("RCPT TO:<" + recipient + ">"), "250");
        }
        Temporary.smtp(client.smtp("DATA"), "354");
        ledger.sends(sheet.letter());
        Temporary.smtp(client.content(sheet.octets()), "250");
        ledger.acknowledged(sheet.letter());
        if (!stays) {
            wire.close();
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
