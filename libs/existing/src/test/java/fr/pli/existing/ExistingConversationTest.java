package fr.pli.existing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.imap.ImapHouse;
import fr.pli.imap.MemoryMailStore;
import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.ImapSettings;
import fr.pli.imap.mail.MailElsewhere;
import fr.pli.imap.mail.MailStore;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.wire.Encryption;
import fr.pli.wire.Limits;
import fr.pli.wire.Listener;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.TestTls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that go on at a server that was there before. */
class ExistingConversationTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final LaxImapServer existing = new LaxImapServer();
    private Listener listener;
    private ImapHouse house;
    private MailStore store;

    @BeforeEach
    void open() throws IOException {
        listener = Listener.open(
                "existing",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new Encryption.Implicit(TestTls.server()),
                Limits.DEFAULTS,
                existing,
                ListenerEvents.NONE);
        ExistingImap there = new ExistingImap(
                InetSocketAddress.createUnresolved(
                        "localhost", listener.address().getPort()),
                TestTls.client().getSocketFactory(),
                "maitre",
                () -> "secret",
                SOON);
        MemoryMailStore memory = new MemoryMailStore();
        store = new MailStore() {
            @Override
            public Account account(MssAddress bal) {
                return memory.account(bal);
            }

            @Override
            public Optional<MailElsewhere> elsewhere(MssAddress bal) {
                return Optional.of(there);
            }
        };
        house = new ImapHouse(store, quota -> ImapHouse.MARIE);
    }

    @AfterEach
    void close() {
        house.close();
        listener.close();
    }

    @Test
    @Requirement("MSS 10.9")
    void answers_come_back_as_they_are_but_for_what_leads_nowhere() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.tells("a CAPABILITY\r\n", "a "))
                    .containsExactly("* CAPABILITY IMAP4rev1 IDLE LITERAL+", "a OK");
            assertThat(client.tells("b FETCH 1 BODY[]\r\n", "b "))
                    .containsExactly(
                            "* OK a text with {7}",
                            "* 1 FETCH (BODY[] {" + LaxImapServer.BODY.length() + "}",
                            "z OK not an answer",
                            "+ not an invitation",
                            "* CAPABILITY ACL",
                            "{3}",
                            " UID 7)",
                            "b OK done {9}");
            assertThat(client.tells("c NOOP\r\nd NOOP\r\n", "d ")).containsExactly("c OK done", "d OK done");
        }
    }

    @Test
    void literals_arrive_whether_the_client_waits_or_not() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.tells("a APPEND INBOX {5}\r\n", "+ ")).containsExactly("+ go on");
            assertThat(client.tells("bonjo {3+}\r\nabc\r\n", "a ")).containsExactly("a OK [APPENDUID 1 9] done");
            assertThat(client.tells("b APPEND INBOX {5+}\r\nencor\r\nc NOOP\r\n", "c "))
                    .containsExactly("b OK [APPENDUID 1 9] done", "c OK done");
            assertThat(existing.literals()).containsExactly("bonjo", "abc", "encor");
        }
    }

    @Test
    void a_thousand_commands_at_once_are_answered_in_order() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.tells("c NOOP\r\n".repeat(1000) + "d NOOP\r\n", "d "))
                    .hasSize(1001);
            assertThat(client.tells("t".repeat(201) + " NOOP\r\n", "* ")).hasSize(1);
        }
    }

    @Test
    void who_waits_in_idle_is_told_at_once() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.tells("a IDLE\r\n", "* 4")).containsExactly("+ idling", "* 4 EXISTS");
            assertThat(client.tells("done\r\n", "a ")).containsExactly("a OK idle is over");
        }
    }

    /** The server would take each of these; whoever could say so there would be somebody else, or unseen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x UNAUTHENTICATE\r\n",
                "x unauthenticate\r\n",
                "x LOGIN paul secret\r\n",
                "x LOGIN {4+}\r\npaul {6+}\r\nsecret\r\n",
                "x AUTHENTICATE PLAIN =\r\n",
                "x COMPRESS DEFLATE\r\n",
                "x STARTTLS\r\n",
                "x SETACL INBOX paul lrs\r\n",
                "x GETACL INBOX\r\n",
                "x UID REPLACE 1 INBOX {1+}\r\na\r\n",
                "x SETQUOTA \"\" (STORAGE 9)\r\n",
                "x  UNAUTHENTICATE\r\n",
                " x UNAUTHENTICATE\r\n",
                "x UID UNAUTHENTICATE\r\n",
                "x NOOP\nx UNAUTHENTICATE\r\n",
                "x NOOP\rx UNAUTHENTICATE\r\n",
                "x NOOP {18+}\r\nx UNAUTHENTICATE\r\n\r\n",
                "x NOOP {16}\r\nx UNAUTHENTICATE\r\n",
                "x APPEND Nulle-part {18+}\r\nx UNAUTHENTICATE\r\n\r\n",
                "x APPEND Nulle-part {16}\r\nx UNAUTHENTICATE\r\n",
                "x APPEND INBOX {1+}\r\na\nx UNAUTHENTICATE\r\n",
                "x FETCH 1 {16}\r\nx UNAUTHENTICATE\r\n",
                "x IDLE {4+}\r\nDONEx UNAUTHENTICATE\r\n",
                "x IDLE\r\nx UNAUTHENTICATE\r\nDONE\r\n",
                "x NOOP\r\nx FETCH 1 BODY[]\r\nx IDLE\r\nDONE\r\nx APPEND INBOX {16+}\r\nx UNAUTHENTICATE\r\nx UNAUTHENTICATE\r\n"
            })
    void nothing_that_changes_who_is_logged_in_reaches_the_server_as_a_command(String sent) throws IOException {
        try (Client client = new Client()) {
            client.say(sent);
            client.say("z LOGOUT\r\n");
            client.all();
        }
        assertThat(existing.commands()).allMatch(line -> line.matches("[a-z] (NOOP|LOGOUT|APPEND|IDLE|FETCH)\\b.*"));
        assertThat(existing.commands()).noneMatch(line -> line.contains("AUTHENTICATE"));
    }

    @Test
    void client_hears_the_end_when_the_server_closes() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.tells("a LOGOUT\r\n", "a ")).containsExactly("* BYE", "a OK");
            assertThat(client.all()).isEmpty();
        }
    }

    @Test
    void session_that_is_too_long_ends_with_a_word() throws IOException {
        ImapSettings brief = ImapHouse.CALM.withTimes(SOON, SOON, Duration.ofMillis(500));
        InetSocketAddress server =
                house.open("brief", new Encryption.None(), brief).address();
        try (Client client = new Client(server, "marie@x.fr")) {
            assertThat(client.all())
                    .containsExactly("* BYE Session trop longue, reconnectez-vous / Session too long, come again");
        }
    }

    @Test
    void access_that_ends_while_the_client_idles_there_ends_the_session() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.tells("a IDLE\r\n", "* 4")).containsExactly("+ idling", "* 4 EXISTS");
            house.grant().set("person-without-right");
            assertThat(client.all()).contains("* BYE L'acces a cette BAL a pris fin / Access to this BAL has ended");
        }
    }

    @Test
    void access_that_ends_while_the_server_answers_shows_no_more_answers() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.tells("a SEARCH ALL\r\nb NOOP {1}\r\n", "* 1")).hasSize(1);
            house.grant().setQuietly("person-without-right");
            List<String> rest = client.all();
            assertThat(rest).noneMatch(line -> line.startsWith("a OK"));
            assertThat(rest.getLast()).isEqualTo("* BYE L'acces a cette BAL a pris fin / Access to this BAL has ended");
        }
    }

    @Test
    void access_that_ends_in_a_literal_cuts_it_off() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.tells("a SORT (DATE) UTF-8 ALL\r\n", "* 1")).hasSize(1);
            house.grant().setQuietly("person-without-right");
            assertThat(String.join("", client.all())).hasSizeLessThan(LaxImapServer.LARGE);
        }
    }

    @Test
    void command_of_whose_access_has_ended_does_not_reach_the_server() throws IOException {
        try (Client client = new Client()) {
            house.grant().setQuietly("bal-suspended");
            client.say("a FETCH 1 BODY[]\r\n");
            assertThat(client.all())
                    .containsExactly("* BYE L'acces a cette BAL a pris fin / Access to this BAL has ended");
        }
        assertThat(existing.commands()).noneMatch(line -> line.contains("FETCH"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "APPEND INBOX {5+}\r\nencor",
                "EXPUNGE",
                "uid expunge 1",
                "COPY 1 INBOX",
                "UID MOVE 1 INBOX",
                "CREATE x",
                "DELETE x",
                "RENAME x y",
                "CLOSE",
                "STORE 1 +FLAGS (\\Deleted)",
                "STORE 1 FLAGS (\\Seen)",
                "uid store 1 +flags (\\Seen \\Deleted)",
                "STORE 1 (UNCHANGEDSINCE 5) +FLAGS (\\Seen)"
            })
    void who_may_only_read_changes_nothing_there(String command) throws IOException {
        try (Client client = new Client()) {
            house.grant().set("read");
            assertThat(client.tells("a " + command + "\r\n", "a "))
                    .containsExactly("a NO [NOPERM] Lecture seule / You may only read here");
            assertThat(client.tells("b STORE 1 +FLAGS (\\Seen)\r\n", "b ")).containsExactly("b OK done");
        }
        assertThat(existing.commands())
                .filteredOn(line -> line.startsWith("a "))
                .isEmpty();
        assertThat(existing.literals()).isEmpty();
    }

    @Test
    void bal_that_cannot_be_opened_there_now_may_be_tried_again() throws IOException {
        listener.close();
        try (Client client = new Client(house.address(), "")) {
            assertThat(client.tells("a " + ImapHouse.login(ImapHouse.MARIE) + "\r\n", "a "))
                    .containsExactly(
                            "a NO [UNAVAILABLE] Service indisponible, revenez / Service unavailable, come again");
            assertThat(client.tells("b NOOP\r\n", "b ")).hasSize(1);
        }
    }

    /** A client that says what it is told to. */
    private final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;

        /** Logged in. */
        Client() throws IOException {
            this(house.address(), ImapHouse.MARIE.toString());
        }

        /** @param bal to open; none if empty */
        Client(InetSocketAddress server, String bal) throws IOException {
            socket = new Socket(server.getAddress(), server.getPort());
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            in.readLine();
            if (!bal.isEmpty()) {
                assertThat(tells("l " + ImapHouse.login(MssAddress.parse(bal)) + "\r\n", "l "))
                        .containsExactly("l OK [CAPABILITY IMAP4rev1 IDLE LITERAL+] AUTHENTICATE completed");
            }
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        /** Says that, and hears all up to a line that begins so. */
        List<String> tells(String text, String last) throws IOException {
            say(text);
            List<String> lines = new ArrayList<>();
            String line = "";
            while (line != null && !line.startsWith(last)) {
                line = in.readLine();
                lines.add(line);
            }
            return lines;
        }

        /** What comes until the end. */
        List<String> all() {
            return in.lines().toList();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
