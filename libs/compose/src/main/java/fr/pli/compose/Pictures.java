package fr.pli.compose;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The pictures inside a CDA ({@code observationMedia/value}), made fit for PDF/A-1: a PNG without transparency, as a data URI. One that
 * is damaged, of another format or too large stays as it is, and the page tells its place.
 */
final class Pictures {

    private static final String HL7 = "urn:hl7-org:v3";
    private static final long MAX_PIXELS = 20_000_000;

    private Pictures() {}

    /** Replaces the content of each picture of the document by a data URI. */
    static void inline(Document cda) {
        NodeList media = cda.getElementsByTagNameNS(HL7, "observationMedia");
        for (int i = 0; i < media.getLength(); i++) {
            NodeList values = ((Element) media.item(i)).getElementsByTagNameNS(HL7, "value");
            for (int j = 0; j < values.getLength(); j++) {
                Element value = (Element) values.item(j);
                if (value.getAttribute("representation").equals("B64")) {
                    opaque(value.getTextContent())
                            .ifPresent(png -> value.setTextContent("data:image/png;base64," + png));
                }
            }
        }
    }

    private static Optional<String> opaque(String base64) {
        try (ImageInputStream in = ImageIO.createImageInputStream(
                new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                    return Optional.empty();
                }
                return Optional.of(png(reader.read(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static String png(BufferedImage picture) throws IOException {
        BufferedImage flat = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = flat.createGraphics();
        canvas.drawImage(picture, 0, 0, Color.WHITE, null);
        canvas.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(flat, "png", out);
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
