package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A message that no care software writes, looked at in all the ways that make the server read it. */
final class Specimen implements AutoCloseable {

    private static final String[] LOOKS = {
        "FETCH * (ENVELOPE BODYSTRUCTURE BODY FLAGS INTERNALDATE RFC822.SIZE)",
        "FETCH * (BODY.PEEK[HEADER]<0.100> BODY.PEEK[HEADER.FIELDS (SUBJECT X-A)]<0.100> BODY.PEEK[1.1.1.1]<0.100> BINARY.PEEK[1]<0.100>)",
        "SEARCH HEADER Subject bomb",
        "SEARCH HEADER X-A bomb",
        "SEARCH BODY bomb",
        "SEARCH TEXT bomb",
        "SORT (SUBJECT FROM TO CC DATE) UTF-8 ALL"
    };

    private final LineClient inbox;

    private Specimen(LineClient inbox) {
        this.inbox = inbox;
    }

    /** Lays it into Jeanne's INBOX, as her own software may. */
    static Specimen appended(Siege siege, String message) throws IOException {
        LineClient inbox = siege.inbox(People.JEANNE);
        assertThat(inbox.imap("a", "APPEND INBOX {" + message.length() + "}")).startsWith("+");
        inbox.sendOctets(message + "\r\n");
        assertThat(inbox.tagged("a")).startsWith("OK");
        return new Specimen(inbox);
    }

    /** What submission says to it. */
    static String submit(Siege siege, String message) throws IOException {
        try (LineClient sender = siege.sender(People.MARIE)) {
            sender.smtp("MAIL FROM:<" + People.MARIE.bal() + ">");
            sender.smtp("RCPT TO:<" + People.JEANNE.bal() + ">");
            return sender.data(message.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Every look is answered, with OK or a limit, and the session goes on. */
    void isLookedAt() throws IOException {
        for (String look : LOOKS) {
            assertThat(inbox.imapOctets("l", look))
                    .as(look)
                    .matches("OK .*|NO \\[LIMIT] .*|NO \\[UNKNOWN-CTE] .*|BAD .*");
        }
        assertThat(inbox.imap("n", "NOOP")).startsWith("OK");
    }

    @Override
    public void close() throws IOException {
        inbox.imap("n", "NOOP"); // it learns of those that others laid there
        inbox.imap("d", "STORE 1:* +FLAGS.SILENT (\\Deleted)");
        inbox.imap("e", "EXPUNGE");
        inbox.close();
    }
}
