package fr.pli.compose;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
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
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;

/**
 * The PDF that goes with a CDA (ECO.2.1.5): of level 3 a PDF/A-1b of its header and narrative, of level 1 the PDF inside it, as it is.
 * Decision 0901.
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
     * @throws CompositionException if a level 1 has no PDF inside, or the document cannot be rendered
     */
    static byte[] of(byte[] cda, CdaHeader header) {
        return header.level() == 1 ? embedded(cda, header) : rendered(NarrativePage.of(cda));
    }

    private static byte[] embedded(byte[] cda, CdaHeader header) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try {
            if (CdaPdf.copy(new ByteArrayInputStream(cda), pdf) == 0) {
                throw new CompositionException(CompositionFault.BODY_TYPE_UNKNOWN, header.mediaType());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return pdf.toByteArray();
    }

    private static byte[] rendered(Xhtml page) {
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
