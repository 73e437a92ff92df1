package fr.pli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.CdaReader;
import fr.pli.mss.Cdas;
import fr.pli.mss.Requirement;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Narratives that are wider than paper, or not of our alphabet: all of it is on the pages, or nothing is composed. */
@Requirement("ECO.2.1.5")
class WidestDocumentTest {

    @Test
    void nine_columns_of_words_wrap_on_one_page() throws IOException {
        byte[] pdf = pdf(table(9, 3, "prescription de médicaments et de dispositifs"));
        PdfA1.assertValid(pdf);
        assertThat(text(pdf)).contains("colonne9").contains("dispositifs");
    }

    @Test
    void page_is_turned_for_what_is_too_wide_for_it() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(table(10, 3, "dose")))) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isGreaterThan(800);
        }
    }

    @Test
    void thirty_columns_become_label_and_value() throws IOException {
        byte[] pdf = pdf(table(30, 4, "hydrochlorothiazide"));
        PdfA1.assertValid(pdf);
        assertThat(text(pdf)).contains("colonne30 :").contains("hydrochlorothiazide-3-29");
    }

    @Test
    void nested_tables_spans_and_lists_in_cells_are_all_there() throws IOException {
        String inner = table(14, 2, "amoxicilline");
        byte[] pdf = pdf(
                "<table><caption>Légende du tableau</caption><thead><tr><th colspan=\"2\">Groupe</th><th rowspan=\"2\">Seul</th></tr>"
                        + "<tr><th>un</th><th>deux</th></tr></thead><tbody>"
                        + "<tr><td rowspan=\"2\">haut</td><td>" + inner
                        + "</td><td><list listType=\"ordered\"><item>premier"
                        + "<list><item>dedans<list><item>plus dedans</item></list></item></list></item><item>second</item></list></td></tr>"
                        + "<tr><td colspan=\"2\">large <content styleCode=\"Bold\">gras</content><footnote>note</footnote></td></tr>"
                        + "</tbody><tfoot><tr><td colspan=\"3\">pied</td></tr></tfoot></table>");
        PdfA1.assertValid(pdf);
        assertThat(text(pdf))
                .contains("Légende du tableau")
                .contains("plus dedans")
                .contains("pied");
    }

    @Test
    void word_of_300_letters_is_broken_and_whole() throws IOException {
        String word = "abcdefghij".repeat(30);
        byte[] pdf = pdf("<paragraph>" + word + "</paragraph><table><tbody><tr><td>" + word + "</td><td>" + word
                + "</td><td>https://example.org/" + word + "</td></tr></tbody></table>");
        assertThat(text(pdf).replaceAll("\\s", "")).contains(word);
    }

    @Test
    void cell_longer_than_a_page_goes_on() throws IOException {
        String long_ = IntStream.range(0, 4000).mapToObj(i -> "mot" + i).collect(Collectors.joining(" "));
        assertThat(text(pdf("<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>" + long_ + "</td><td>"
                        + long_ + "</td></tr></tbody></table>")))
                .contains("mot3999");
    }

    @Test
    void deleted_text_is_struck_through() {
        byte[] cda = Cdas.withBody("<section><text><content revised=\"delete\">Aspirine</content>"
                + "<table><tbody><tr><td><paragraph><content revised=\"delete\">Héparine</content></paragraph></td></tr></tbody></table>"
                + "<content revised=\"insert\">Paracétamol</content></text></section>");
        var spans = NarrativePage.of(cda).document().getElementsByTagNameNS("*", "span");
        assertThat(IntStream.range(0, spans.getLength())
                        .mapToObj(i -> spans.item(i)
                                        .getAttributes()
                                        .getNamedItem("class")
                                        .getNodeValue() + " " + spans.item(i).getTextContent()))
                .containsExactly("del Aspirine", "del Héparine", "u Paracétamol");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<paragraph %s>Aspirine</paragraph>",
                "<paragraph><content %s><content styleCode=\"Bold\">Aspirine</content></content></paragraph>",
                "<list %s><item>Aspirine</item></list>",
                "<list><item %s><list><item>Aspirine</item></list></item></list>",
                "<table><tbody><tr><td %s><paragraph>Aspirine</paragraph></td></tr></tbody></table>",
                "<table><tbody><tr %s><td>Aspirine</td></tr></tbody></table>",
                "<table><tbody %s><tr><td>Aspirine</td></tr></tbody></table>",
                "<table %s><tbody><tr><td>Aspirine</td></tr></tbody></table>",
                "<table><tbody><tr><td>Aspirine</td></tr><tr %s>WIDE</tr></tbody></table>",
                "<table %s><tbody><tr>WIDE</tr></tbody></table>",
            })
    void whatever_was_deleted_is_struck_through_on_paper(String narrative) throws IOException {
        String wide = narrative.replace("WIDE", "<td>Acetylsalicylique</td>".repeat(60));
        for (String code : List.of("StrikeThrough", "line-through")) {
            assertThat(fills(pdf(wide.formatted("styleCode=\"" + code + "\""))))
                    .isGreaterThan(fills(pdf(wide.formatted(""))));
        }
    }

    /** How many areas a PDF fills: lines through text among them. */
    private static long fills(byte[] pdf) throws IOException {
        long count = 0;
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                count += new PDFStreamParser(page)
                        .parse().stream()
                                .filter(token -> token instanceof Operator operator
                                        && operator.getName().startsWith("f"))
                                .count();
            }
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "患者青霉素过敏，请注意。",
                "アレルギー ペニシリン",
                "Ασπιρίνη δύο φορές",
                "Аспирин дважды в день",
                "أسبرين مرتين في اليوم",
                "אספירין פעמיים ביום",
                "↑ ↓ → ≥ ≤ ± µ Ω ∆ α β ½ ² ³ ₂ ₃ ‰ € ℃ ☐ ☑ ✓ ♀ ♂",
                "n\u0303 e\u0301 q\u0303 Z\u030C\u200Ba\u00ADb",
                "x\u202Eabc\u202C 1\u00A0000\u202Fkg",
                "ﬁbrillation eﬃcace",
                "E=mc<sup>2</sup>H<sub>2</sub>O 10<sup>-3</sup>",
                "עברית with English 123 ואז عربي (mixed) 45% لا إله السَّلام",
                "مرحبا بالعالم 12 mg",
                "สวัสดี ภาษาไทย",
                "😀 ☺ ♥",
            })
    void other_alphabets_and_signs_are_printed(String text) throws IOException {
        byte[] pdf = pdf("<paragraph>" + text + "</paragraph><list><item><content styleCode=\"Bold Italics\">" + text
                + "</content></item></list>" + "<table><tbody><tr><td>" + text + "</td><th>" + text
                + "</th></tr></tbody></table>");
        PdfA1.assertValid(pdf);
        assertThat(text(pdf)).doesNotContain("#").doesNotContain("\u202E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uE000", "\uD83E\uDFFF", "\u0915\u094D\u0937", "\u1780\u17D2\u1798", "\u0092"})
    void character_that_no_font_shows_is_an_error_that_names_it(String text) {
        assertThatThrownBy(() -> pdf("<paragraph>avant " + text + " après</paragraph>"))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("U+%04X".formatted(text.codePointAt(0)));
    }

    @Test
    void pictures_of_any_size_are_whole_on_the_page() throws IOException {
        byte[] pdf = pdf(
                "<renderMultiMedia referencedObject=\"wide tall\"/><table><tbody><tr><td>a</td><td><renderMultiMedia referencedObject=\"wide\"/></td>"
                        + "<td><list><item><renderMultiMedia referencedObject=\"tall\"><caption>Légende</caption></renderMultiMedia></item></list></td></tr></tbody></table>",
                media("wide", 9000, 40) + media("tall", 30, 7000));
        PdfA1.assertValid(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(PdfPictures.whole(document)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<value mediaType=\"image/png\" representation=\"B64\">AAAA</value>",
                "<value mediaType=\"image/png\" representation=\"B64\"/>",
                "<value mediaType=\"image/svg+xml\" representation=\"B64\">PHN2Zy8+</value>",
                "<value mediaType=\"image/png\"><reference value=\"http://127.0.0.1:1/a.png\"/></value>",
                "<value mediaType=\"application/pdf\" representation=\"B64\">AAAA</value>",
            })
    void picture_that_cannot_be_shown_is_an_error(String value) {
        assertThatThrownBy(() -> pdf(
                        "<renderMultiMedia referencedObject=\"a\"/>",
                        "<entry><observationMedia ID=\"a\">" + value + "</observationMedia></entry>"))
                .isInstanceOfSatisfying(
                        CompositionException.class,
                        e -> assertThat(e.fault()).isEqualTo(CompositionFault.PICTURE_UNREADABLE));
    }

    @Test
    void pdf_that_shows_less_than_the_page_is_refused() {
        Xhtml whole = NarrativePage.of(Cdas.withBody("<section><text>Aspirine 500 mg</text></section>"));
        byte[] less = pdf("Aspirine 500 mg");
        Xhtml more = NarrativePage.of(
                Cdas.withBody("<section><text>Aspirine 500 mg, jamais avec de la warfarine</text></section>"));
        PdfCheck.complete(less, whole.document());
        assertThatThrownBy(() -> PdfCheck.complete(less, more.document()))
                .isInstanceOfSatisfying(
                        CompositionException.class, e -> assertThat(e.fault()).isEqualTo(CompositionFault.TEXT_LOST));
    }

    private static String table(int columns, int rows, String word) {
        return "<table><thead><tr>"
                + IntStream.rangeClosed(1, columns)
                        .mapToObj(i -> "<th>colonne" + i + "</th>")
                        .collect(Collectors.joining())
                + "</tr></thead><tbody>"
                + IntStream.range(0, rows)
                        .mapToObj(row -> "<tr>"
                                + IntStream.range(0, columns)
                                        .mapToObj(i -> "<td>" + word + "-" + row + "-" + i + "</td>")
                                        .collect(Collectors.joining())
                                + "</tr>")
                        .collect(Collectors.joining())
                + "</tbody></table>";
    }

    private static String media(String id, int width, int height) {
        byte[] png = Pictures.png(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
        return "<entry><observationMedia ID=\"" + id + "\"><value mediaType=\"image/png\" representation=\"B64\">"
                + Base64.getEncoder().encodeToString(png) + "</value></observationMedia></entry>";
    }

    private static byte[] pdf(String narrative) {
        return pdf(narrative, "");
    }

    private static byte[] pdf(String narrative, String entries) {
        byte[] cda =
                Cdas.withBody("<section><title>Titre</title><text>" + narrative + "</text>" + entries + "</section>");
        return PdfCopy.of(cda, CdaReader.read(cda));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
