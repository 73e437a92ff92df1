package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.exchange.Dispatcher;
import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.operator.House;
import fr.pli.operator.People;
import fr.pli.registry.Bal;
import fr.pli.registry.Registry;
import fr.pli.store.Acceptance;
import fr.pli.store.Envelope;
import fr.pli.store.Recipient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The BAL that answers by itself. */
@Requirement("SEED-46")
class AutoReplyTest {

    private static final House HOUSE = House.only();
    private static final MssAddress ADDRESS = People.bal("reponse.automatique");
    private static final MssAddress MARIE = People.bal("marie.martin");

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final AutoReply reply = new AutoReply(
            Optional.of(ADDRESS),
            new AutoReply.Parts(
                    HOUSE.bean(Acceptance.class),
                    HOUSE.bean(RecipientRule.class),
                    HOUSE.bean(Path.class),
                    "localhost",
                    HOUSE.bean(Dispatcher.class)::wake),
            () -> now);

    @Test
    void a_message_is_answered_with_what_was_read_of_it() throws Exception {
        String id = "<" + UUID.randomUUID() + "@ch-a.mssante.fr>";
        assertThat(taken(Optional.of(MARIE), "Message-ID: " + id + "\r\nX-MSS-NIL: GIE/pli/1"))
                .isTrue();

        String answer = "SELECT convert_from(octets, 'UTF8') FROM mail_body WHERE convert_from(octets, 'UTF8') LIKE"
                + " '%In-Reply-To: " + id + "%'";
        await().until(() -> !HOUSE.ask(answer).isEmpty());
        String mail = HOUSE.ask(answer).getFirst();
        assertThat(mail).contains("To: <" + MARIE + ">", "Auto-Submitted: auto-replied");
        String text = new String(
                Base64.getMimeDecoder()
                        .decode(mail.substring(mail.indexOf("\r\n\r\n")).strip()),
                StandardCharsets.UTF_8);
        assertThat(text).contains(ADDRESS.toString(), "X-MSS-NIL: GIE/pli/1", "X-MSS-INS: -");
        assertThat(HOUSE.ask("SELECT count(*) FROM indicator WHERE sender = ''"))
                .containsExactly("0");
    }

    @Test
    void one_sender_is_answered_once_a_minute() throws Exception {
        assertThat(taken(Optional.of(MARIE), "Subject: un")).isTrue();
        assertThat(taken(Optional.of(MARIE), "Subject: deux")).isFalse();
        assertThat(taken(Optional.of(People.bal("paul.durand")), "Subject: un")).isTrue();
        now = now.plusSeconds(60);
        assertThat(taken(Optional.of(MARIE), "Subject: trois")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated; owner-email=x@y.fr",
                "List-Id: <a.b.fr>",
                "Precedence: bulk",
            })
    void machines_and_lists_are_not_answered(String field) throws Exception {
        assertThat(taken(Optional.of(MARIE), field)).isFalse();
        assertThat(taken(Optional.of(MARIE), "Auto-Submitted: no")).isTrue();
    }

    @Test
    void neither_is_a_notice_nor_the_bal_itself_nor_a_postmaster() throws Exception {
        assertThat(taken(Optional.empty(), "Subject: avis")).isFalse();
        assertThat(taken(Optional.of(ADDRESS), "Subject: moi")).isFalse();
        assertThat(taken(Optional.of(People.bal("postmaster")), "Subject: avis"))
                .isFalse();
    }

    @Test
    void what_goes_elsewhere_is_not_answered() throws Exception {
        Bal paul = HOUSE.bean(Registry.class).find(People.bal("paul.durand")).orElseThrow();
        assertThat(taken(Optional.of(MARIE), new Recipient.Local(paul.address(), paul.id()), "Subject: x"))
                .isFalse();
    }

    private boolean taken(Optional<MssAddress> from, String fields) throws IOException {
        Bal bal = HOUSE.bean(Registry.class).find(ADDRESS).orElseThrow();
        return taken(from, new Recipient.Local(bal.address(), bal.id()), fields);
    }

    private boolean taken(Optional<MssAddress> from, Recipient to, String fields) throws IOException {
        ContentWriter writer = new ContentWriter(new Spool(HOUSE.bean(Path.class)));
        writer.write((fields + "\r\n\r\nbonjour\r\n").getBytes(StandardCharsets.US_ASCII));
        try (Content content = writer.finish()) {
            return reply.taken(
                    new Envelope(from, List.of(to), false, false, Optional.empty(), Optional.empty()), content);
        }
    }
}
