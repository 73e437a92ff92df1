package fr.pli.lps;

import static fr.pli.lps.Samples.LABORATORY;
import static fr.pli.lps.Samples.MARIE;
import static fr.pli.lps.Samples.PAUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.compose.ComposedMessage;
import fr.pli.compose.OpenedMessage;
import fr.pli.compose.Receipt;
import fr.pli.compose.SampleDocument;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LpsConnectionTest {

    private static final AccessTokens FRESH = () -> "fresh";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Requirement("ECO.1.0.1")
    @Requirement("ECO.1.0.2")
    @Requirement("ECO.1.1.1")
    @Requirement("ECO.1.2.1")
    void what_one_sends_the_other_reads_as_it_was(boolean implicit) throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, implicit)) {
            house.person(MARIE, FRESH).send(Samples.letter(PAUL));
            try (Inbox inbox = house.person(PAUL, FRESH).inbox()) {
                MessageSummary line = inbox.list().getFirst();
                assertThat(line.fromName()).isEqualTo("Dr_Marie_MARTIN");
                assertThat(line.shownSubject())
                        .isEqualTo("Lettre de liaison a la sortie d'un etabl EXEMPLE CAMILLE 14/02/1985");
                assertThat(line.seen()).isFalse();
                OpenedMessage opened = inbox.open(line.uid()).orElseThrow();
                assertThat(opened.isSound()).isTrue();
                assertThat(opened.archives().getFirst().documents().getFirst().content())
                        .isEqualTo(SampleDocument.LEVEL_3.content());
                assertThat(inbox.list().getFirst().seen()).isTrue();
                assertThat(inbox.open(99)).isEmpty();
                assertThat(inbox.raw(99)).isEmpty();
            }
        }
    }

    @Test
    void octets_arrive_as_they_were_composed() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            ComposedMessage letter = Samples.letter(PAUL);
            house.person(MARIE, FRESH).send(letter);
            ByteArrayOutputStream composed = new ByteArrayOutputStream();
            letter.writeTo(composed);
            try (Inbox inbox = house.person(PAUL, FRESH).inbox()) {
                byte[] arrived = inbox.raw(inbox.list().getFirst().uid()).orElseThrow();
                assertThat(text(arrived)).endsWith(text(composed.toByteArray()).replaceAll("(?s)^.*?(?=Date:)", ""));
            }
        }
    }

    @Test
    @Requirement("ECO.2.4.1")
    @Requirement("ECO.2.4.2")
    @Requirement("ECO.2.4.3")
    void headers_of_mssante_arrive_unchanged() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            ComposedMessage letter = Samples.letter(PAUL);
            house.person(MARIE, FRESH).send(letter);
            try (Inbox inbox = house.person(PAUL, FRESH).inbox()) {
                OpenedMessage opened = inbox.open(inbox.list().getFirst().uid()).orElseThrow();
                assertThat(opened.headers()).isEqualTo(letter.headers());
                assertThat(opened.id()).isEqualTo(letter.id().value());
            }
        }
    }

    @Test
    @Requirement("ECO.2.3.1")
    void delivery_notification_is_asked_of_the_operator() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            house.person(MARIE, FRESH).send(Samples.letter(Set.of(Receipt.DELIVERY), PAUL));
            assertThat(house.envelopes).containsExactly("MAIL RET=HDRS", "RCPT NOTIFY=SUCCESS,FAILURE,DELAY");
        }
    }

    @Test
    @Requirement("ECO.2.3.2")
    void read_receipt_is_asked_of_the_reader() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            house.person(MARIE, FRESH).send(Samples.letter(Set.of(Receipt.READING), PAUL));
            try (Inbox inbox = house.person(PAUL, FRESH).inbox()) {
                byte[] arrived = inbox.raw(inbox.list().getFirst().uid()).orElseThrow();
                assertThat(text(arrived)).contains("\r\nDisposition-Notification-To: " + MARIE + "\r\n");
                assertThat(house.envelopes).containsExactly("MAIL RET=-", "RCPT NOTIFY=-");
            }
        }
    }

    @Test
    @Requirement("SEED-17")
    @Requirement("SEED-18")
    void application_opens_two_bal_with_one_certificate() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, false)) {
            MssAddress archive = MssAddress.parse("archives.app@ch-a.pli.mssante.fr");
            house.application(LABORATORY, Samples.LABORATORY_ID).send(Samples.letter(archive));
            try (Inbox inbox = house.application(archive, Samples.LABORATORY_ID).inbox()) {
                assertThat(inbox.list()).hasSize(1);
            }
            assertThat(house.authority.shown)
                    .hasSize(2)
                    .allMatch(subject -> subject.contains("OU=" + Samples.LABORATORY_ID));
        }
    }

    @Test
    void refused_recipient_is_named_and_nobody_gets_it() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            MssAddress unknown = MssAddress.parse("inconnu@medecin.pli.mssante.fr");
            assertThatThrownBy(() -> house.person(MARIE, FRESH).send(Samples.letter(PAUL, unknown)))
                    .isInstanceOf(MessageRefusedException.class)
                    .hasMessageContaining("inconnu@medecin.pli.mssante.fr: 550 5.1.1");
            try (Inbox inbox = house.person(PAUL, FRESH).inbox()) {
                assertThat(inbox.list()).isEmpty();
            }
        }
    }

    @Test
    void recipient_of_whom_nothing_is_known_now_is_no_refusal() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            MssAddress later = MssAddress.parse("plus-tard@medecin.pli.mssante.fr");
            assertThatThrownBy(() -> house.person(MARIE, FRESH).send(Samples.letter(later)))
                    .isInstanceOf(OperatorUnavailableException.class)
                    .hasMessageContaining("451 4.3.0");
        }
    }

    @Test
    void another_server_is_tried_when_the_first_is_gone() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            List<Endpoint> two = List.of(
                    Samples.nowhere(MailService.IMAPS), house.operator().imap().getFirst());
            LpsConnection paul = house.connection(new Operator(two), PAUL, new Login.Person(FRESH));
            try (Inbox inbox = paul.inbox()) {
                assertThat(inbox.list()).isEmpty();
            }
        }
    }

    @Test
    void waiting_reader_is_told_at_once() throws Exception {
        try (OperatorHouse house = OperatorHouse.open(folder, true);
                Inbox inbox = house.person(PAUL, FRESH).inbox()) {
            CompletableFuture<Boolean> told = waiting(inbox, Duration.ofSeconds(60));
            house.person(MARIE, FRESH).send(Samples.letter(PAUL));
            assertThat(told.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(inbox.list()).hasSize(1);
        }
    }

    @Test
    void what_came_before_the_wait_is_not_missed() throws Exception {
        try (OperatorHouse house = OperatorHouse.open(folder, true);
                Inbox inbox = house.person(PAUL, FRESH).inbox()) {
            house.person(MARIE, FRESH).send(Samples.letter(PAUL));
            assertThat(waiting(inbox, Duration.ofSeconds(60)).get(20, TimeUnit.SECONDS))
                    .isTrue();
            inbox.list();
            assertThat(inbox.awaitNew(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void waiting_ends_when_nothing_comes() throws Exception {
        try (OperatorHouse house = OperatorHouse.open(folder, true);
                Inbox inbox = house.person(PAUL, FRESH).inbox()) {
            assertThat(inbox.awaitNew(Duration.ofMillis(100))).isFalse();
            assertThat(inbox.list()).isEmpty();
        }
    }

    @Test
    @Requirement("ECO.1.2.6")
    void waiting_ends_when_another_thread_closes() throws Exception {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            Inbox inbox = house.person(PAUL, FRESH).inbox();
            CompletableFuture<Boolean> told = waiting(inbox, Duration.ofSeconds(60));
            inbox.close();
            assertThat(told).failsWithin(Duration.ofSeconds(20));
        }
    }

    private static CompletableFuture<Boolean> waiting(Inbox inbox, Duration patience) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return inbox.awaitNew(patience);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
