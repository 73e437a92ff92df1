package fr.pli.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What every page has, seen on one. */
@SpringBootTest(classes = PagesTest.Sample.class)
@AutoConfigureMockMvc
class PagesTest {

    @Autowired
    private MockMvcTester browser;

    @Test
    void a_page_is_in_french_unless_the_browser_asks_for_english() {
        assertThat(browser.get().uri("/sample"))
                .bodyText()
                .contains("<html lang=\"fr\"", "<title>Page d&#39;essai · MSSanté</title>", "c&#39;est l&#39;heure");
        assertThat(browser.get().uri("/sample").header("Accept-Language", "en-GB,en;q=0.9"))
                .bodyText()
                .contains("<html lang=\"en\"", "it&#39;s time");
        assertThat(browser.get().uri("/sample").header("Accept-Language", "de"))
                .bodyText()
                .contains("<html lang=\"fr\"");
    }

    @Test
    void what_somebody_wrote_is_text_on_it() {
        assertThat(browser.get().uri("/sample"))
                .bodyText()
                .contains("&lt;script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void a_browser_may_run_nothing_and_load_nothing_from_elsewhere() {
        assertThat(browser.get().uri("/sample"))
                .hasHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; form-action"
                                + " 'self'; base-uri 'none'; frame-ancestors 'none'")
                .hasHeader("Referrer-Policy", "no-referrer")
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("Cache-Control", "no-store");
    }

    @Test
    void who_runs_it_and_whom_one_may_ask_stand_on_it() {
        assertThat(browser.get().uri("/sample"))
                .bodyText()
                .contains(
                        "Opérateur\u00A0: Hôpital A",
                        "Une question\u202F? Écrivez à <a href=\"mailto:aide@ch-a.example\">");
    }

    @Test
    void an_address_breaks_before_its_at_sign_and_not_at_its_hyphens() {
        assertThat(browser.get().uri("/sample"))
                .bodyText()
                .contains("<span class=\"address\"><span>aide</span><span>@ch-a.example</span></span>");
        assertThat(browser.get().uri("/pli/pli.css"))
                .bodyText()
                .contains(".address, .address > span { display: inline-block; max-width: 100%;");
    }

    @Test
    void no_line_of_the_french_texts_begins_with_a_mark_that_closes_one() {
        ResourceBundle texts = ResourceBundle.getBundle("fr.pli.web.pages", Locale.ROOT);
        assertThat(texts.keySet())
                .allSatisfy(key -> assertThat(texts.getString(key)).as(key).doesNotContainPattern(" [:;?!»]|« "));
    }

    @Test
    void its_style_is_ours() {
        assertThat(browser.get().uri("/pli/pli.css")).hasStatusOk();
    }

    @Test
    void each_text_stands_in_both_languages() {
        assertThat(ResourceBundle.getBundle("fr.pli.web.pages", Locale.ENGLISH).keySet())
                .isEqualTo(ResourceBundle.getBundle("fr.pli.web.pages", Locale.ROOT)
                        .keySet());
    }

    @Configuration
    @EnableAutoConfiguration
    @Import({Pages.class, SampleController.class})
    static class Sample {

        @Bean
        PageTexts texts() {
            return new PageTexts("fr.pli.web.sample");
        }
    }

    @Controller
    static class SampleController {

        @GetMapping("/sample")
        ModelAndView sample() {
            return new ModelAndView("sample")
                    .addObject("name", "<script>alert(1)</script>")
                    .addObject("operatorName", "Hôpital A")
                    .addObject("operatorContact", "aide@ch-a.example");
        }
    }
}
