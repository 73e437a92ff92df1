package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.Content;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may come home: a redirect of what a BAL of ours sent (decision 1004). */
class EmittedTest {

    private static final MssAddress MARIE = MssAddress.parse("marie.martin@ch-a.pli.mssante.fr");
    private static final MssAddress SECRETARIAT = MssAddress.parse("secretariat@ch-a.pli.mssante.fr");
    private static final MssAddress PAUL = MssAddress.parse("paul.durand@ch-a.pli.mssante.fr");
    private static final Recipient NEIGHBOUR =
            new Recipient.Remote(MssAddress.parse("labo@voisin.mssante.fr"), Optional.empty(), Optional.empty());

    private static Node node;
    private static Emitted emitted;

    @BeforeAll
    static void open() throws Exception {
        node = new Node(TestPostgres.fresh());
        emitted = new Emitted(node.database());
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void a_message_is_known_by_each_of_its_authors_whoever_sent_it() throws Exception {
        String id = take("aller-retour", Optional.of(MARIE), List.of(SECRETARIAT, MARIE));
        assertThat(emitted.has(id, SECRETARIAT)).isTrue();
        assertThat(emitted.has(id, MssAddress.parse("Marie.MARTIN@ch-a.pli.mssante.fr")))
                .isTrue();
        assertThat(emitted.has(id, PAUL)).isFalse();
        assertThat(emitted.has(id + "x", MARIE)).isFalse();
    }

    @Test
    void so_is_a_report_which_has_no_sender() throws Exception {
        String id = take("rapport", Optional.empty(), List.of(MARIE));
        assertThat(emitted.has(id, MARIE)).isTrue();
    }

    private static String take(String subject, Optional<MssAddress> sender, List<MssAddress> authors) throws Exception {
        Content content = Letters.about(subject);
        Envelope envelope = new Envelope(sender, List.of(NEIGHBOUR), true, false, Optional.empty(), Optional.empty());
        AuditEntry audit = AuditEntry.done(new Actor("test", "s1"), "submitted", MARIE.toString());
        node.acceptance().take(new Delivery(envelope, content, Optional.empty(), audit, authors, Optional.empty()));
        return content.index().header("Message-ID").orElseThrow();
    }
}
