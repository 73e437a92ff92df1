package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.registry.Actor;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** MSS 17 from the request to the BAL: the administrator asks, the mail leaves, the holder answers in his browser. */
class ConfirmationTest {

    private static final House HOUSE = House.only();
    private static final Pattern LINK = Pattern.compile("https://localhost(/confirmation/[A-Za-z0-9_-]{43})");
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final ApiClient BROWSER = HOUSE.api("");

    @Test
    @Requirement("MSS 17")
    @Requirement("SEED-27")
    void the_holder_is_told_of_his_other_bal_and_the_new_one_begins_with_his_word() throws Exception {
        MssAddress other = People.bal("ailleurs");
        HOUSE.bean(Registry.class).create(NewBal.per(other, People.YOUSSEF), new Actor("test", "mss17"));
        await().atMost(SOON).until(() -> HOUSE.annuaire().addresses().contains(other.toString()));

        ApiClient.Answer asked = ask("youssef.nouveau", "youssef@example.fr");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.body()).contains("\"others\":[\"" + other + "\"]");
        String mail = mail("youssef@example.fr");
        assertThat(mail).contains("youssef.nouveau@ch-a.mssante.fr", other.toString());

        String link = link(mail);
        ApiClient.Answer page = BROWSER.get(link);
        assertThat(text(page))
                .contains("youssef.nouveau@ch-a.mssante.fr", other.toString())
                .as("who asks, until when and by whose clock, and whom one may ask")
                .contains("Opérateur\u00A0: Hôpital A", "Une question\u202F? Écrivez à aide@ch-a.example")
                .containsPattern(
                        "Répondez avant le \\d+\u00A0\\p{L}+\u00A0\\d{4} à \\d\\d:\\d\\d \\(heure de Paris\\)\u00A0:");
        assertThat(page.body()).contains("<form method=\"post\">", "href=\"mailto:aide@ch-a.example\"");
        assertThat(find("youssef.nouveau")).as("to look changes nothing").isEmpty();
        assertThat(text(BROWSER.form(link, "agree=true"))).contains("est créée", "youssef.nouveau@ch-a.mssante.fr");
        assertThat(find("youssef.nouveau")).isPresent();
        assertThat(BROWSER.form(link, "agree=true").status())
                .as("a code serves once")
                .isEqualTo(410);
        assertThat(BROWSER.get(link).status()).isEqualTo(410);
        await().atMost(SOON).until(() -> HOUSE.annuaire().addresses().contains("youssef.nouveau@ch-a.mssante.fr"));
        assertThat(
                        HOUSE.ask(
                                "SELECT who || ' ' || action FROM audit WHERE bal = 'youssef.nouveau@ch-a.mssante.fr' ORDER BY at"))
                .containsExactly("admin bal-requested", People.YOUSSEF + " bal-created");
    }

    @Test
    @Requirement("MSS 17")
    void whoever_declines_or_does_not_answer_in_time_gets_no_bal() throws Exception {
        ask("jamais", "jamais@example.fr");
        String link = link(mail("jamais@example.fr"));
        assertThat(BROWSER.form(link, "agree=false").body()).contains("refus");
        assertThat(BROWSER.form(link, "agree=true").status()).isEqualTo(410);

        ask("trop.tard", "tard@example.fr");
        String late = link(mail("tard@example.fr"));
        HOUSE.change("UPDATE bal_request SET expires_at = now() WHERE address LIKE 'trop.tard@%'");
        assertThat(BROWSER.form(late, "agree=true").status()).isEqualTo(410);
        assertThat(BROWSER.form("/confirmation/" + "A".repeat(43), "agree=true").status())
                .isEqualTo(410);
        assertThat(find("jamais")).isEmpty();
        assertThat(find("trop.tard")).isEmpty();
    }

    @Test
    void a_link_that_a_mail_program_spoilt_is_told_on_a_page() throws Exception {
        for (String spoilt : List.of("/confirmation", "/confirmation/", "/confirmation/abc", "/confirmation/abc/def")) {
            ApiClient.Answer page = BROWSER.get(spoilt);
            assertThat(page.status()).as(spoilt).isEqualTo(410);
            assertThat(text(page)).as(spoilt).contains("Ce lien n&#39;est pas valable", "aide@ch-a.example");
        }
    }

    @Test
    @Requirement("MSS 17")
    void nobody_is_passed_over_without_a_reason() throws Exception {
        String wanted = "{'address':'sans.demander@ch-a.mssante.fr','type':'PER','holder':'899700000025'%s}";
        assertThat(HOUSE.api("admin").post("/api/v1/bal", wanted.formatted("")).body())
                .contains("override: is missing");
        assertThat(HOUSE.api("admin")
                        .post("/api/v1/bal", wanted.formatted(",'override':'reprise'"))
                        .status())
                .isEqualTo(201);
        assertThat(HOUSE.ask("SELECT reason FROM audit WHERE action = 'mss17-override' AND bal LIKE 'sans.demander@%'"))
                .containsExactly("reprise");
    }

    @Test
    void without_the_word_of_the_annuaire_nobody_is_asked() throws Exception {
        HOUSE.annuaire().outage(true);
        try {
            assertThat(ask("plus.tard", "plus@example.fr").status()).isEqualTo(503);
        } finally {
            HOUSE.annuaire().outage(false);
        }
    }

    @Test
    void each_text_of_our_pages_stands_in_both_languages() {
        assertThat(ResourceBundle.getBundle("fr.pli.operator.pages", Locale.ENGLISH)
                        .keySet())
                .isEqualTo(ResourceBundle.getBundle("fr.pli.operator.pages", Locale.ROOT)
                        .keySet());
    }

    @Test
    void no_line_of_our_french_pages_begins_with_a_mark_that_closes_one() {
        ResourceBundle texts = ResourceBundle.getBundle("fr.pli.operator.pages", Locale.ROOT);
        assertThat(texts.keySet())
                .allSatisfy(key -> assertThat(texts.getString(key)).as(key).doesNotContainPattern(" [:;?!»]|« "));
    }

    private static ApiClient.Answer ask(String local, String contact) throws Exception {
        return HOUSE.api("admin")
                .post(
                        "/api/v1/bal-requests",
                        "{'address':'" + local + "@ch-a.mssante.fr','holder':'" + People.YOUSSEF + "','contact':'"
                                + contact + "'}");
    }

    /** The text of the mail that came to an address outside. */
    private static String mail(String to) {
        await().atMost(SOON).until(() -> taken(to).isPresent());
        String message = taken(to).orElseThrow();
        String body = message.substring(message.indexOf("\r\n\r\n") + 4);
        return message.contains("base64")
                ? new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8)
                : unquoted(body);
    }

    /** What a person reads, addresses in one piece. */
    private static String text(ApiClient.Answer page) {
        return page.body().replaceAll("<[^>]*>", "");
    }

    private static String unquoted(String body) {
        return body.replace("=\r\n", "").replace("=3D", "=");
    }

    private static Optional<String> taken(String to) {
        return HOUSE.neighbourhood().house().taken().stream()
                .filter(taken -> taken.commands().contains("RCPT TO:<" + to + ">"))
                .map(Neighbour.Taken::message)
                .findFirst();
    }

    private static String link(String mail) {
        Matcher link = LINK.matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return link.group(1);
    }

    private static Optional<?> find(String local) {
        return HOUSE.bean(Registry.class).find(People.bal(local));
    }
}
