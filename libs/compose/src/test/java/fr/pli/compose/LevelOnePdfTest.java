package fr.pli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.CdaReader;
import fr.pli.mss.Cdas;
import fr.pli.mss.Requirement;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("ECO.2.1.5")
class LevelOnePdfTest {

    @ParameterizedTest
    @CsvSource({"image/jpeg, jpg", "image/png, png", "IMAGE/PNG, png", "image/tiff, tif"})
    void picture_becomes_a_page(String type, String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2480, 3508, BufferedImage.TYPE_INT_RGB), format, file);
        byte[] pdf = pdf(type, file.toByteArray());
        PdfA1.assertValid(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(PdfPictures.whole(document)).isEqualTo(1);
        }
    }

    @Test
    void each_page_of_a_tiff_becomes_a_page() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < 3; i++) {
                writer.writeToSequence(
                        new IIOImage(new BufferedImage(800, 1100, BufferedImage.TYPE_BYTE_GRAY), null, null), null);
            }
            writer.endWriteSequence();
        }
        try (PDDocument document = Loader.loadPDF(pdf("image/tiff", file.toByteArray()))) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
            assertThat(PdfPictures.whole(document)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252"})
    void text_is_printed_with_its_lines(String charset) throws IOException {
        byte[] pdf = pdf("text/plain", "Créatinine :\r\n\t98 µmol/L\n\nÀ revoir".getBytes(Charset.forName(charset)));
        PdfA1.assertValid(pdf);
        assertThat(text(pdf)).contains("Créatinine :").contains("98 µmol/L").contains("À revoir");
    }

    @Test
    void text_of_an_rtf_is_printed_with_its_cells() throws IOException {
        String rtf =
                "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset161 Arial Greek;}}"
                        + "{\\info{\\author Secret}}\\f0 Compte rendu d\\'e9taill\\'e9\\par \\b Gras\\b0\\u8804?84 \\f1 \\'e1\\f0\\par"
                        + "\\trowd a\\cell b\\cell\\row {\\*\\inconnu rien}{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt lien}}}";
        byte[] pdf = pdf("text/rtf", rtf.getBytes(StandardCharsets.ISO_8859_1));
        PdfA1.assertValid(pdf);
        assertThat(text(pdf))
                .contains("détaillé", "Gras≤84", "α", "lien")
                .doesNotContain("Secret", "rien", "HYPERLINK");
    }

    @ParameterizedTest
    @CsvSource({
        "'Leucocytes 6,5 10{\\super 9}/L', 'Leucocytes 6,5 10⁹/L'",
        "'10\\super 9\\nosupersub /L', '10⁹/L'",
        "'10\\up6 -3\\up0  g', '10⁻³ g'",
        "'10\\super 9\\plain  L', '10⁹ L'",
        "'H{\\sub 2}O 1{\\super er} mai', 'H₂O 1er mai'",
        "'CO\\dn4 2\\dn0  ok', 'CO₂ ok'",
        "'a\\parété', 'a|été'",
        "'a\\column b\\qmspace c{\\v0 d}', 'a|b cd'",
        "'a{\\footnote note}', 'anote'"
    })
    void text_of_an_rtf_is_what_its_reader_saw(String rtf, String text) {
        assertThat(RtfText.of(("{\\rtf1\\ansi " + rtf + "}").getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(text.replace('|', '\n'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\\rtf1 {\\pict\\pngblip 89}}",
                "{\\rtf1 {\\*\\shppict{\\pict 89}}}",
                "{\\rtf1 {\\object x}}",
                "{\\rtf1 {\\strike Aspirine}}",
                "{\\rtf1 \\deleted Aspirine}",
                "{\\rtf1 {\\v Aspirine}}",
                "{\\rtf1 a{\\*\\footnote Aspirine}}",
                "{\\rtf1 a{\\*\\annotation Aspirine}}",
                "{\\rtf1 {\\field{\\*\\fldinst SYMBOL 179 \\\\f \"Symbol\"}{\\fldrslt}} 84}",
                "{\\rtf1 {\\field{\\*\\fldinst {\\lang1036 FORMCHECKBOX }}{\\fldrslt}} oui}",
                "{\\rtf1{\\fonttbl{\\f1\\fcharset2 Symbol;}}\\f1 a}",
                "{\\rtf1{\\fonttbl{\\f1\\fcharset128 Mincho;}}\\f1 \\'82\\'a0}",
                "{\\rtf1\\ansicpg65001 \\'c3\\'a9}",
            })
    void rtf_that_says_more_than_text_is_refused(String rtf) {
        assertThatThrownBy(() -> pdf("text/rtf", rtf.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(
                        CompositionException.class,
                        e -> assertThat(e.fault()).isEqualTo(CompositionFault.BODY_TYPE_UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf, hello, BODY_DAMAGED",
        "application/pdf, %PDF-1.4 hello, BODY_DAMAGED",
        "image/png, hello, PICTURE_UNREADABLE",
        "text/rtf, hello, BODY_DAMAGED",
        "text/html, <p>hello</p>, BODY_TYPE_UNKNOWN",
        "video/mp4, hello, BODY_TYPE_UNKNOWN",
    })
    void body_that_is_not_what_it_says_is_refused(String type, String content, CompositionFault fault) {
        assertThatThrownBy(() -> pdf(type, content.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        CompositionException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    @Test
    void type_of_the_body_has_no_case() throws IOException {
        byte[] inside = SampleDocument.LEVEL_1.content();
        byte[] cda = new String(inside, StandardCharsets.UTF_8)
                .replace("\"application/pdf\"", "\"APPLICATION/PDF\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(cda).isNotEqualTo(inside);
        assertThat(PdfCopy.of(cda, CdaReader.read(cda))).isEqualTo(PdfCopy.of(inside, CdaReader.read(inside)));
    }

    private static byte[] pdf(String type, byte[] content) {
        byte[] cda = new String(Cdas.levelOne(Base64.getMimeEncoder().encodeToString(content)), StandardCharsets.UTF_8)
                .replace("application/pdf", type)
                .getBytes(StandardCharsets.UTF_8);
        return PdfCopy.of(cda, CdaReader.read(cda));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
