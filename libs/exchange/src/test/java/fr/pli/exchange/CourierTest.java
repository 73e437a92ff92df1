package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.ListeBlanche;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One domain's messages, a real queue, and a server that says what each test needs. */
@Timeout(60)
class CourierTest {

    private static final String WITHOUT_DSN = "250-scripted\r\n250 SIZE 1000000";

    @TempDir
    private Path folder;

    private Optional<ListeBlanche> list = Optional.empty();
    private ScriptedPeer server;
    private Outgoing out;

    @BeforeEach
    void open() throws Exception {
        list = Optional.of(Space.list(Outgoing.TO));
        server = new ScriptedPeer(Space.tls(Space.PEER));
        out = new Outgoing(folder, server, () -> list);
    }

    @AfterEach
    void close() throws Exception {
        out.close();
        server.close();
    }

    @Test
    void a_message_goes_out_with_what_its_sender_asked_for() throws Exception {
        out.put("SUCCESS,FAILURE");
        out.run();
        assertThat(server.messages()).singleElement().asString().contains("Message-ID: <1@x>", "Bonjour");
        assertThat(server.commands())
                .anyMatch(line -> line.startsWith("RCPT") && line.contains("NOTIFY=SUCCESS,FAILURE"));
        assertThat(out.waiting()).isEmpty();
        assertThat(out.told()).as("the next server tells").isEmpty();
    }

    @Test
    void a_sender_who_wants_success_told_hears_relayed_of_a_server_that_tells_nothing() throws Exception {
        server.on("TLS-EHLO", WITHOUT_DSN);
        out.put("SUCCESS");
        out.run();
        assertThat(out.told()).singleElement().asString().startsWith("relayed 2.");
    }

    @Test
    void a_sender_who_wants_only_failures_told_hears_nothing_of_a_message_relayed() throws Exception {
        server.on("TLS-EHLO", WITHOUT_DSN);
        out.put("FAILURE");
        out.run();
        assertThat(out.told()).isEmpty();
    }

    @Test
    void a_refusal_is_told_in_the_words_of_the_server() throws Exception {
        server.on("RCPT", "550 5.1.1 unknown");
        out.put("FAILURE");
        out.run();
        assertThat(out.waiting()).isEmpty();
        assertThat(out.told()).containsExactly("failed 5.1.1 smtp; 550 5.1.1 unknown");
    }

    @Test
    void a_sender_who_wants_nothing_told_hears_nothing() throws Exception {
        server.on("RCPT", "550 5.1.1 unknown");
        out.put("NEVER");
        out.run();
        assertThat(out.waiting()).isEmpty();
        assertThat(out.told()).isEmpty();
    }

    @Test
    void nobody_is_told_about_a_message_from_the_null_sender() throws Exception {
        server.on("RCPT", "550 5.1.1 unknown");
        out.put(Optional.empty(), "FAILURE", "");
        out.run();
        assertThat(out.waiting()).isEmpty();
        assertThat(out.told()).isEmpty();
    }

    @Test
    void a_message_that_has_to_wait_waits_in_silence_at_first() throws Exception {
        server.on("RCPT", "451 4.3.0 later");
        out.put("FAILURE,DELAY");
        out.run();
        assertThat(out.waiting()).containsExactly("4.3.0");
        assertThat(out.told()).isEmpty();
    }

    @Test
    void after_four_hours_the_sender_is_told_of_the_delay_once() throws Exception {
        server.on("RCPT", "451 4.3.0 later");
        out.put("FAILURE,DELAY");
        out.waited("5 hours");
        out.run();
        assertThat(out.waiting()).containsExactly("4.3.0");
        assertThat(out.told()).containsExactly("delayed 4.3.0 smtp; 451 4.3.0 later");
        out.waited("6 hours");
        out.run();
        assertThat(out.told()).isEmpty();
    }

    @Test
    void after_five_days_it_is_returned_as_expired_with_the_last_answer() throws Exception {
        server.on("RCPT", "451 4.3.0 later");
        out.put("FAILURE");
        out.waited("6 days");
        out.run();
        assertThat(out.waiting()).isEmpty();
        assertThat(out.told()).containsExactly("failed 5.4.7 smtp; 451 4.3.0 later");
    }

    @Test
    void after_five_days_it_is_returned_as_expired_where_no_server_can_be_used() throws Exception {
        server.on("EHLO", "500 what");
        out.put("FAILURE");
        out.waited("6 days");
        out.run();
        assertThat(out.waiting()).isEmpty();
        assertThat(out.told()).singleElement().asString().startsWith("failed 5.4.7 ");
    }

    @Test
    void a_server_that_is_not_the_listed_one_is_given_nothing_and_the_message_waits() throws Exception {
        server.close();
        server = new ScriptedPeer(
                Space.tls(Space.IGC.server("127.0.0.1").commonName("autre").issue()));
        out.close();
        out = new Outgoing(folder, server, () -> list);
        out.put("FAILURE");
        out.run();
        assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
        assertThat(out.waiting()).hasSize(1);
    }

    @Test
    void a_domain_that_has_left_the_list_gets_nothing_and_the_sender_is_told() throws Exception {
        list = Optional.of(Space.list("autre.mssante.fr"));
        out.put("FAILURE");
        out.run();
        assertThat(server.commands()).isEmpty();
        assertThat(out.told()).singleElement().asString().startsWith("failed 5.7.1 x-pli; ");
    }

    @Test
    void without_a_list_everything_waits() throws Exception {
        list = Optional.empty();
        out.put("FAILURE");
        out.run();
        assertThat(server.commands()).isEmpty();
        assertThat(out.waiting()).containsExactly("4.7.5");
    }

    @Test
    void what_an_administrator_gave_up_is_returned_untried() throws Exception {
        out.put("FAILURE");
        out.giveUp();
        out.run();
        assertThat(server.commands()).isEmpty();
        assertThat(out.told()).singleElement().asString().startsWith("failed 5.3.0 x-pli; ");
    }

    @Test
    void what_became_of_a_message_is_written_down_when_the_database_is_back_and_it_is_not_sent_again()
            throws Exception {
        out.put("FAILURE");
        server.before(".", () -> outage(true));
        Thread courier = Thread.ofVirtual().start(out::run);
        await().until(() -> server.messages().size() == 1 && courier.getState() == Thread.State.TIMED_WAITING);
        outage(false);
        courier.join();
        assertThat(server.messages()).hasSize(1);
        assertThat(out.waiting()).isEmpty();
    }

    private void outage(boolean begins) {
        try {
            out.outage(begins);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
