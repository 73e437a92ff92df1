package fr.pli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><body><p>Bonjour docteur,</p><p>j'ai <b>bien re&ccedil;u</b> l'ordonnance.</p></body></html>"
                        + " | Bonjour docteur,\\n\\nj'ai bien reçu l'ordonnance.",
                "a<br>b<br/>c | a\\nb\\nc",
                "<div>a</div><div>b</div> | a\\nb",
                "<ul><li>un<li>deux</ul>fin | - un\\n- deux\\nfin",
                "<table><tr><td>TA</td><td>12/8</td></tr><tr><td>FC</td><td>70</td></tr></table> | TA 12/8\\nFC 70",
                "&lt;b&gt; &eacute; &#233; &#xe9; &inconnu; | <b> é é é &inconnu;",
                "<p>  a \t   b  | a b",
                "<p>sans fin | sans fin",
                "a < b et c > d | a < b et c > d"
            })
    void html_reads_as_its_author_meant_it(String html, String text) {
        assertThat(HtmlText.of(html)).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void nothing_that_is_not_text_is_shown_and_nothing_is_loaded() {
        assertThat(HtmlText.of("<head><title>t</title><style>p{}</style></head><script>alert(1)</script>"
                        + "<img src='http://127.0.0.1:1/x.png' alt='schéma'><iframe src='http://127.0.0.1:1/'></iframe>"
                        + "<!-- secret --><template>x</template>vu"))
                .isEqualTo("[schéma]vu");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<a href=x>",
                "<table>",
                "<p><i>",
                "<",
                "&",
                "<!--",
                "<script>",
                "<select><option>",
                "</p>",
                "<td>"
            })
    void a_megabyte_of_one_thing_is_read(String piece) {
        String html = piece.repeat(1_000_000 / piece.length()) + "fin";
        assertThat(HtmlText.of(html).length()).isLessThanOrEqualTo(4_000_000);
    }
}
