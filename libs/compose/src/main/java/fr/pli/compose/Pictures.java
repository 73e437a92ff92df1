package fr.pli.compose;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Pictures made fit for PDF/A-1: without transparency, and no finer than paper needs. JPEG, PNG, GIF, BMP and TIFF of several pages are
 * read; the pages of a PDF are pictures too.
 */
final class Pictures {

    private static final int MAX_PAGES = 100;
    private static final long MAX_PIXELS = 400_000_000;
    private static final int MAX_SIDE = 3000;
    private static final float DPI = 130;

    private Pictures() {}

    /**
     * Reads all pictures of a file.
     *
     * @throws CompositionException with {@link CompositionFault#PICTURE_UNREADABLE} if it is no picture that is read here, is damaged, or
     *     is larger than 400 million pixels or 100 pages
     */
    static List<BufferedImage> read(byte[] file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw unreadable("the format is unknown");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                int count = reader.getNumImages(true);
                if (count < 1 || count > MAX_PAGES) {
                    throw unreadable(count + " pages");
                }
                List<BufferedImage> pictures = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    pictures.add(flat(read(reader, i)));
                }
                return pictures;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException damaged) {
            throw damaged instanceof CompositionException e
                    ? e
                    : new CompositionException(CompositionFault.PICTURE_UNREADABLE, "it is damaged", damaged);
        }
    }

    /**
     * The pages of a PDF as pictures.
     *
     * @throws CompositionException with {@link CompositionFault#PICTURE_UNREADABLE} if it is none, is encrypted, damaged or too long
     */
    static List<BufferedImage> pages(byte[] file) {
        try (PDDocument pdf = Loader.loadPDF(file)) {
            if (pdf.getNumberOfPages() < 1 || pdf.getNumberOfPages() > MAX_PAGES) {
                throw unreadable(pdf.getNumberOfPages() + " pages");
            }
            PDFRenderer renderer = new PDFRenderer(pdf);
            List<BufferedImage> pictures = new ArrayList<>();
            for (int i = 0; i < pdf.getNumberOfPages(); i++) {
                var box = pdf.getPage(i).getCropBox();
                float longest = Math.max(1, Math.max(box.getWidth(), box.getHeight()));
                pictures.add(renderer.renderImage(i, Math.min(DPI / 72, MAX_SIDE / longest), ImageType.RGB));
            }
            return pictures;
        } catch (IOException | RuntimeException damaged) {
            throw damaged instanceof CompositionException e
                    ? e
                    : new CompositionException(CompositionFault.PICTURE_UNREADABLE, "the PDF is damaged", damaged);
        }
    }

    /** As PNG. */
    static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new CompositionException(CompositionFault.FAILED, "a picture cannot be written", e);
        }
        return out.toByteArray();
    }

    /** Every nth pixel of what is finer than paper shows: so a scan of any size fits into memory. */
    private static BufferedImage read(ImageReader reader, int index) throws IOException {
        int width = reader.getWidth(index);
        int height = reader.getHeight(index);
        if ((long) width * height > MAX_PIXELS) {
            throw unreadable(width + " by " + height + " pixels");
        }
        int step = Math.max(1, Math.max(width, height) / MAX_SIDE);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(index, param);
    }

    private static BufferedImage flat(BufferedImage picture) {
        BufferedImage flat = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = flat.createGraphics();
        canvas.drawImage(picture, 0, 0, Color.WHITE, null);
        canvas.dispose();
        return flat;
    }

    private static CompositionException unreadable(String why) {
        return new CompositionException(CompositionFault.PICTURE_UNREADABLE, why);
    }
}
