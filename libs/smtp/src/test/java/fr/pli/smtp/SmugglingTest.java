package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second message hidden in the first: whatever stands around its dot, it is never taken, and never passed on for others to take. */
class SmugglingTest {

    private static final String HIDDEN = """
            MAIL FROM:<voleur@medecin.pli.mssante.fr>
            RCPT TO:<b@pli.mssante.fr>
            DATA
            Subject: hidden

            x
            """.replace("\n", "\r\n");

    private final SmtpHouse house;
    private final TestClient client;

    SmugglingTest() throws IOException {
        house = new SmtpHouse();
        client = new TestClient(house.exchanges.address());
    }

    @BeforeEach
    void begin() throws IOException {
        client.beginData();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        house.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\n",
                "\n.\r\n",
                "\r\n.\n",
                "\r.\r",
                "\r.\r\n",
                "\r\n.\r",
                "\n.\r",
                "\r.\n",
                "\r\r\n.\r\r\n",
                "\r\n.\r\r\n",
                "\r\n\n.\n\r\n",
                "\n\n.\n\n",
                "\r\n.\0\r\n",
                "\r\n\0.\r\n",
                "\0\r\n.\0\n",
                "\n..\n",
                "\n..\r\n",
                "\r\n..\n",
                "\r..\r"
            })
    void an_end_that_is_none_refuses_the_message(String end) throws IOException {
        client.send("Subject: s\r\n\r\nx" + end + HIDDEN + ".\r\n");
        assertThat(client.reply()).startsWith("550 5.6.11 ");
        assertThat(client.say("NOOP")).startsWith("250 2.0.0 ");
        assertThat(house.reception.taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n..\r\n",
                "\r\n. \r\n",
                "\r\n .\r\n",
                "\r\n.\t\r\n",
                "\r\n.\u0085\r\n",
                "\r\n.\u000b\u000c\r\n"
            })
    void a_dot_that_ends_nothing_is_text(String text) throws IOException {
        client.send("Subject: s\r\n\r\nx" + text + HIDDEN + ".\r\n");
        assertThat(client.reply()).startsWith("250 2.0.0 m1 ");
        assertThat(house.reception.taken()).hasSize(1);
        assertThat(house.last().octets()).endsWith("x" + text.replace("\r\n.", "\r\n") + HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\n\r", "\r\r\n", "\0"})
    void a_chunk_hides_nothing_either(String end) throws IOException {
        client.send(".\r\n");
        client.reply();
        client.say("MAIL FROM:<a@medecin.pli.mssante.fr>");
        client.say("RCPT TO:<b@pli.mssante.fr>");
        String message = "Subject: s\r\n\r\nx" + end + ".\r\n" + HIDDEN;
        assertThat(client.say("BDAT " + message.length() + " LAST\r\n" + message.substring(0, message.length() - 2)))
                .startsWith("550 5.6.11 ");
        assertThat(house.reception.taken()).hasSize(1);
    }
}
