package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.ListeBlanche;
import fr.pli.registry.Bal;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a sender gets back, octet by octet, of a message that was refused. */
@Timeout(60)
class DsnWriterTest {

    @TempDir
    private Path folder;

    private ScriptedPeer server;
    private Outgoing out;

    @BeforeEach
    void open() throws Exception {
        server = new ScriptedPeer(Space.tls(Space.PEER));
        Optional<ListeBlanche> list = Optional.of(Space.list(Outgoing.TO));
        out = new Outgoing(folder, server, () -> list);
    }

    @AfterEach
    void close() throws Exception {
        out.close();
        server.close();
    }

    @Test
    void the_header_comes_back_and_nothing_of_the_body() throws Exception {
        assertThat(refused("FAILURE", "HDRS"))
                .contains("Content-Type: text/rfc822-headers", "Subject: x\r\nMessage-ID: <1@x>\r\n")
                .doesNotContain("Bonjour");
    }

    @Test
    void the_whole_message_comes_back_where_the_sender_asked_for_it() throws Exception {
        assertThat(refused("FAILURE", "FULL")).contains("Content-Type: message/rfc822", "\r\n\r\nBonjour\r\n");
    }

    @Test
    void only_the_header_of_a_large_message_comes_back_whatever_the_sender_asked_for() throws Exception {
        server.on("RCPT", "550 5.1.1 unknown");
        out.put(Optional.of("a@" + Outgoing.FROM), "FAILURE", "FULL", "Bonjour\r\n".repeat(50 * 1024));
        out.run();
        assertThat(out.sentBack().getFirst())
                .contains("Content-Type: text/rfc822-headers", "Subject: x\r\nMessage-ID: <1@x>\r\n")
                .doesNotContain("Bonjour");
    }

    @Test
    void it_is_marked_so_that_no_machine_answers_it_and_names_what_it_is_about() throws Exception {
        assertThat(refused("FAILURE", ""))
                .contains("From: Pli <postmaster@mss.pli.test>\r\n", "To: <a@" + Outgoing.FROM + ">\r\n")
                .contains("Auto-Submitted: auto-replied\r\n", "In-Reply-To: <1@x>\r\n")
                .contains("Content-Type: multipart/report; report-type=delivery-status;")
                .contains("Original-Envelope-Id: env-1\r\n", "Remote-MTA: dns; 127.0.0.1\r\n");
    }

    @Test
    void it_says_that_a_part_of_it_has_eight_bits() throws Exception {
        assertThat(refused("FAILURE", "HDRS"))
                .containsPattern("boundary=\"[^\"]+\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n--pli-");
    }

    @Test
    void a_sender_who_has_a_bal_of_ours_finds_it_there() throws Exception {
        Bal sender = out.own();
        server.on("RCPT", "550 5.1.1 unknown");
        out.put("FAILURE");
        out.run();
        assertThat(out.received(sender)).isEqualTo(1);
        assertThat(out.sentBack()).isEmpty();
    }

    @Test
    void a_sender_whose_bal_is_deleted_meanwhile_is_told_nothing_and_the_message_leaves_the_queue() throws Exception {
        Bal sender = out.own();
        server.on("RCPT", "550 5.1.1 unknown");
        out.put("FAILURE");
        out.delete(sender);
        out.run();
        assertThat(out.received(sender)).isZero();
        assertThat(out.sentBack()).isEmpty();
        assertThat(out.waiting()).isEmpty();
    }

    private String refused(String notify, String ret) throws Exception {
        server.on("RCPT", "550 5.1.1 unknown");
        out.put(Optional.of("a@" + Outgoing.FROM), notify, ret);
        out.run();
        return out.sentBack().getFirst();
    }
}
