package fr.pli.life;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.registry.BalRequests;
import fr.pli.registry.ContactMails;
import fr.pli.registry.NewBal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmationTest {

    private static final NewBal WANTED =
            NewBal.per(MssAddress.parse("marie.martin@ch-a.pli.mssante.fr"), new IdNatPs("899700000017"));
    private static final Duration VALIDITY = Duration.ofDays(14);

    private LifeHouse house;
    private Confirmation confirmation;
    private Instant now = Instant.parse("2026-11-30T08:00:00Z");

    @BeforeEach
    void open() throws Exception {
        house = new LifeHouse();
        confirmation = new Confirmation(
                new BalRequests(house.database, house.registry),
                URI.create("https://pli.example/c/"),
                VALIDITY,
                () -> now);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Requirement("MSS 17")
    void the_holder_is_told_of_his_other_bal_and_his_word_creates_this_one_once() throws Exception {
        String code = ask();
        assertThat(confirmation.look(code))
                .hasValueSatisfying(
                        request -> assertThat(request.others()).containsExactly("marie@ailleurs.mssante.fr"));
        assertThat(house.registry.find(WANTED.address())).isEmpty();
        assertThat(confirmation.confirm(code)).isPresent();
        assertThat(house.registry.find(WANTED.address())).isPresent();
        assertThat(confirmation.confirm(code)).isEmpty();
        assertThat(confirmation.decline(code)).isFalse();
        assertThat(house.postgres.ask("SELECT contact FROM bal")).containsExactly("marie@example.fr");
    }

    @Test
    @Requirement("MSS 17")
    void a_holder_who_declines_gets_none() throws Exception {
        String code = ask();
        assertThat(confirmation.decline(code)).isTrue();
        assertThat(confirmation.confirm(code)).isEmpty();
        assertThat(house.registry.find(WANTED.address())).isEmpty();
    }

    @Test
    void a_code_serves_until_its_day_and_not_longer() throws Exception {
        String code = ask();
        now = now.plus(VALIDITY).minusSeconds(1);
        assertThat(confirmation.look(code)).isPresent();
        now = now.plusSeconds(1);
        assertThat(confirmation.look(code)).isEmpty();
        assertThat(confirmation.confirm(code)).isEmpty();
        assertThat(confirmation.decline(code)).isFalse();
    }

    @Test
    void a_code_that_was_never_given_opens_nothing() throws Exception {
        String code = ask();
        assertThat(confirmation.look("A".repeat(43))).isEmpty();
        assertThat(confirmation.look(code + "A")).isEmpty();
        assertThat(confirmation.look("")).isEmpty();
        assertThat(house.postgres.ask("SELECT count(*) FROM bal_request WHERE code_sha256::text LIKE '%" + code + "%'"))
                .containsExactly("0");
    }

    /** @return the code of the link that he was sent */
    private String ask() {
        confirmation.ask(WANTED, "marie@example.fr", List.of("marie@ailleurs.mssante.fr"), LifeHouse.ADMIN);
        ContactMails.Written mail =
                new ContactMails(house.database).take(1).getFirst().mail();
        assertThat(mail.recipient()).isEqualTo("marie@example.fr");
        assertThat(mail.body())
                .contains("marie@ailleurs.mssante.fr")
                .as("until when, and by whose clock")
                .contains(
                        "avant le 14/12/2026 à 09:00 (heure de Paris)\u00A0:", "before 14/12/2026, 09:00 (Paris time)");
        Matcher link =
                Pattern.compile("https://pli\\.example/c/([A-Za-z0-9_-]{43})").matcher(mail.body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}
