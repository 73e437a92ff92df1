package fr.pli.compose;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import fr.pli.mss.CdaHeader;
import fr.pli.mss.CdaPdf;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.w3c.dom.Document;

/**
 * The PDF that goes with a CDA (ECO.2.1.5): of level 3 a PDF/A-1b of its header and narrative, of level 1 the PDF inside it, as it is.
 * Decision 0901.
 */
final class PdfCopy {

    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
    private static final String FAMILY = "DejaVu Sans";
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    static {
        // its warnings quote the document
        XRLog.setLoggingEnabled(false);
    }

    private PdfCopy() {}

    /**
     * Makes the PDF.
     *
     * @throws CompositionException if a level 1 has no PDF inside, or the document cannot be rendered
     */
    static byte[] of(byte[] cda, CdaHeader header) {
        return header.level() == 1 ? embedded(cda) : rendered(NarrativePage.of(cda));
    }

    private static byte[] embedded(byte[] cda) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try {
            if (CdaPdf.copy(new ByteArrayInputStream(cda), pdf) == 0) {
                throw new CompositionException("the document has a body that is no PDF");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return pdf.toByteArray();
    }

    private static byte[] rendered(Document page) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.usePdfAConformance(PdfAConformance.PDFA_1_B);
        builder.useColorProfile(SRGB);
        builder.withProducer("Pli");
        // nothing outside the document is fetched: data URIs are the only pictures
        builder.useUriResolver((_, uri) -> uri.startsWith("data:") ? uri : null);
        font(builder, "DejaVuSans.ttf", 400, FontStyle.NORMAL);
        font(builder, "DejaVuSans-Bold.ttf", 700, FontStyle.NORMAL);
        font(builder, "DejaVuSans-Oblique.ttf", 400, FontStyle.ITALIC);
        font(builder, "DejaVuSans-BoldOblique.ttf", 700, FontStyle.ITALIC);
        builder.withW3cDocument(page, null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            // PDF/A-1 is PDF 1.4, which has no compressed objects
            renderer.getPdfDocument().save(pdf, CompressParameters.NO_COMPRESSION);
        } catch (IOException e) {
            throw new CompositionException("the PDF cannot be made", e);
        }
        return pdf.toByteArray();
    }

    private static void font(PdfRendererBuilder builder, String file, int weight, FontStyle style) {
        builder.useFont(() -> open(file), FAMILY, weight, style, true);
    }

    private static InputStream open(String file) {
        InputStream font = PdfCopy.class.getResourceAsStream(FONTS + file);
        if (font == null) {
            throw new IllegalStateException("the font " + file + " is missing from the class path");
        }
        return font;
    }
}
