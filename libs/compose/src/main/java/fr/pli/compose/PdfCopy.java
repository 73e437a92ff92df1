package fr.pli.compose;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import fr.pli.mss.CdaHeader;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;

/**
 * The PDF that goes with a CDA (ECO.2.1.5): of level 3 a PDF/A-1b of its header and narrative, of level 1 its body: a PDF as it
 * is, a picture or a text as PDF/A-1b. Decision 0901.
 */
final class PdfCopy {

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
     * @throws CompositionException if the body of a level 1 cannot be shown, or the document cannot be rendered whole
     */
    static byte[] of(byte[] cda, CdaHeader header) {
        if (header.level() != 1) {
            return rendered(NarrativePage.of(cda));
        }
        String title = header.title().isEmpty() ? header.code().label() : header.title();
        return LevelOnePdf.of(LevelOneBody.of(cda), title);
    }

    /**
     * Prints a page.
     *
     * @throws CompositionException if the PDF does not show all of it
     */
    static byte[] rendered(Xhtml page) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.usePdfAConformance(PdfAConformance.PDFA_1_B);
        builder.useColorProfile(SRGB);
        builder.withProducer("Pli");
        // nothing outside the document is fetched: data URIs are the only pictures
        builder.useUriResolver((_, uri) -> uri.startsWith("data:") ? uri : null);
        builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
        builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
        page.fonts().register(builder);
        builder.withW3cDocument(page.document(), null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            // PDF/A-1 is PDF 1.4, which has no compressed objects
            renderer.getPdfDocument().save(pdf, CompressParameters.NO_COMPRESSION);
        } catch (IOException e) {
            throw new CompositionException(CompositionFault.FAILED, "the PDF cannot be made", e);
        }
        PdfCheck.complete(pdf.toByteArray(), page.document());
        return pdf.toByteArray();
    }
}
