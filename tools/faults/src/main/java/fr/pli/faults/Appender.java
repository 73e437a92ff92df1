package fr.pli.faults;

import fr.pli.sandbox.LineClient;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Appends messages to its INBOX (RFC 9051 section 6.3.12). */
final class Appender implements Actor {

    private static final Pattern APPENDUID = Pattern.compile("\\[APPENDUID (\\d+) (\\d+)]");

    private final Person person;
    private final Wire wire;
    private final Post post;
    private final Ledger ledger;

    Appender(Person person, Wire.Opening opening, Post post, Ledger ledger) {
        this.person = person;
        this.wire = new Wire(opening);
        this.post = post;
        this.ledger = ledger;
    }

    @Override
    public void once() throws IOException {
        Post.Sheet sheet = post.write(false, person.bal(), List.of(person.bal()));
        LineClient client = wire.get();
        Temporary.imap(
                client.imap("a", "APPEND INBOX (\\Seen) {" + sheet.letter().length() + "}"), "+");
        ledger.sends(sheet.letter());
        client.send(sheet.text());
        String answer = Temporary.imap(client.tagged("a"), "OK");
        ledger.acknowledged(sheet.letter());
        Matcher uid = APPENDUID.matcher(answer);
        if (uid.find()) {
            ledger.seen(
                    new Ledger.Place(person.bal(), Long.parseLong(uid.group(1)), Long.parseLong(uid.group(2))),
                    sheet.letter().id());
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
