package fr.pli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.CdaReader;
import fr.pli.mss.Cdas;
import fr.pli.mss.PublicCda;
import fr.pli.mss.Requirement;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfCopyTest {

    @Test
    @Requirement("ECO.2.1.5")
    void level_3_becomes_its_header_and_its_narrative() throws IOException {
        byte[] pdf = pdf(SampleDocument.LEVEL_3.content());
        PdfA1.assertValid(pdf);
        assertThat(text(pdf))
                .contains("Lettre de liaison à la sortie")
                .contains("Lettre de liaison à la sortie d'un établissement de soins")
                .contains("EXEMPLE CAMILLE")
                .contains("14/02/1985 F 63113")
                .contains("285026311399956 (1.2.250.1.213.1.4.10)")
                .contains("02/11/2026 10:15")
                .contains("DR Marie MARTIN")
                .contains("Cabinet médical des Essais")
                .contains("Motif d'hospitalisation")
                .contains("chute de vélo, sans perte de connaissance")
                .contains("Créatinine 98 µmol/L ≤ 84")
                .contains("Pas de lésion osseuse.")
                .contains("Au plus 3 fois par jour");
    }

    @Test
    @Requirement("ECO.2.1.5")
    void level_1_gives_the_pdf_inside_as_it_is() throws IOException {
        byte[] pdf = pdf(SampleDocument.LEVEL_1.content());
        PdfA1.assertValid(pdf);
        assertThat(text(pdf)).contains("marche sans douleur");
    }

    @Test
    void picture_and_pages_of_a_pdf_in_the_narrative_are_shown() throws IOException {
        byte[] pdf = pdf(PublicCda.PRESCRIPTION_WITH_BOM.content());
        assertThat(text(pdf)).doesNotContain("non reproduite");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(PdfPictures.whole(document)).isGreaterThan(1);
        }
    }

    @Test
    void nothing_is_fetched_from_outside() throws IOException {
        byte[] cda = Cdas.withBody("<section><text><linkHtml href=\"http://127.0.0.1:1/x\">lien</linkHtml>"
                + "<renderMultiMedia referencedObject=\"a\"/></text><entry>"
                + "<observationMedia ID=\"a\"><value mediaType=\"text/html\"><reference value=\"file:///etc/passwd\"/></value>"
                + "</observationMedia></entry></section>");
        assertThat(text(pdf(cda))).contains("lien").contains("non reproduite");
    }

    private static byte[] pdf(byte[] cda) {
        return PdfCopy.of(cda, CdaReader.read(cda));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).replace("\r", "");
        }
    }
}
