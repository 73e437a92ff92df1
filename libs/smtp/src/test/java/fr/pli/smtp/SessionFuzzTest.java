package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.LongRun;
import fr.pli.mss.Pieces;
import fr.pli.wire.RecordedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions of a client that says anything in any order: it always hears well-formed replies, and nothing is left or logged as a fault. */
class SessionFuzzTest {

    private static final Pieces PIECES = Pieces.of(
            "EHLO c\r\n",
            "EHLO c\r\n",
            "HELO c\r\n",
            "STARTTLS\r\n",
            "NOOP\r\n",
            "RSET\r\n",
            "VRFY x\r\n",
            "HELP\r\n",
            "QUIT\r\n",
            "EXPN\r\n",
            "MAIL FROM:<a@medecin.pli.mssante.fr>\r\n",
            "MAIL FROM:<a@medecin.pli.mssante.fr> SMTPUTF8 BODY=8BITMIME\r\n",
            "MAIL FROM:<>\r\n",
            "MAIL FROM:<a@x.fr> SIZE=99999\r\n",
            "RCPT TO:<b@pli.mssante.fr>\r\n",
            "RCPT TO:<b@pli.mssante.fr>\r\n",
            "RCPT TO:<inconnu@pli.mssante.fr>\r\n",
            "RCPT TO:<postmaster>\r\n",
            "RCPT TO:<@a,@b:c@d> NOTIFY=NEVER ORCPT=rfc822;x+2B\r\n",
            "DATA\r\n",
            "DATA\r\n",
            "BDAT 3\r\nabc",
            "BDAT 0 LAST\r\n",
            "BDAT 5 LAST\r\n\r\n.\r\n",
            "BDAT 99999999999999999999\r\n",
            "BDAT 5000\r\n",
            "AUTH PLAIN AGEAYg==\r\n",
            "AUTH XOAUTH2\r\n",
            "*\r\n",
            "\r\n.\r\n",
            "\r\n.\r\n",
            ".\r\n",
            "Subject: s\r\n",
            "Bcc: x\r\n",
            "\r\n",
            "\n",
            "\r",
            ".",
            "\0",
            "\u00e9",
            "\u00c3\u00a9",
            "<",
            ">",
            "@",
            " ",
            "=",
            "+0A",
            "x".repeat(1000),
            "x".repeat(3000));

    /** Ends a message, outlasts a chunk of the greatest size, and goes. */
    private static final String FAREWELL = "\r\n.\r\n" + "NOOP\r\n".repeat(1100) + "QUIT\r\n";

    private static final SmtpHouse HOUSE = house();

    @Property(tries = 60)
    void any_client_hears_replies_and_leaves_nothing(@ForAll long seed) throws IOException {
        converse(seed);
    }

    @Test
    @Tag("fuzz")
    void any_client_for_long() throws IOException {
        LongRun.of("smtp sessions", SessionFuzzTest::converse);
    }

    private static void converse(long seed) throws IOException {
        String said = PIECES.text(seed, 60);
        String heard;
        try (RecordedLog log = RecordedLog.open();
                TestClient client = new TestClient((seed % 2 == 0 ? HOUSE.exchanges : HOUSE.submissions).address())) {
            client.send("NOOP\r\n" + said + FAREWELL);
            heard = client.rest();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .untilAsserted(() -> assertThat(HOUSE.reception.open()).isZero());
            assertThat(log.lines()).as("seed %s", seed).noneMatch(line -> line.startsWith("ERROR"));
        }
        assertThat(heard)
                .as("seed %s", seed)
                .matches(
                        "250 2.0.0 [^\r]*\r\n(?:\\d{3}[ -][ -~\\x80-\\xFF]*\r\n)*(?:221|421|5\\d\\d) [ -~\\x80-\\xFF]*\r\n");
    }

    private static SmtpHouse house() {
        try {
            return new SmtpHouse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
