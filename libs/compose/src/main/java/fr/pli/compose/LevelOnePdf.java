package fr.pli.compose;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The PDF of a level 1 CDA: the one inside it, as it is; of a picture or a text one that shows all of it, as PDF/A-1b. */
final class LevelOnePdf {

    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\n\u0085\u2028\u2029]");
    private static final Pattern PAGE_END = Pattern.compile("\f");

    private LevelOnePdf() {}

    /**
     * Makes the PDF.
     *
     * @throws CompositionException if the body is of another type, or not what it says it is
     */
    static byte[] of(LevelOneBody body, String title) {
        return switch (body.type()) {
            case "application/pdf" -> checked(body.octets());
            case "image/jpeg", "image/jpg", "image/png", "image/tiff", "image/gif", "image/bmp" ->
                PdfCopy.rendered(pictures(Pictures.read(body.octets()), title));
            case "text/plain" -> PdfCopy.rendered(text(decoded(body.octets()), title));
            case "text/rtf", "application/rtf" -> PdfCopy.rendered(text(RtfText.of(body.octets()), title));
            default -> throw new CompositionException(CompositionFault.BODY_TYPE_UNKNOWN, body.type());
        };
    }

    /** It is evidence and is not touched; but a reader must be able to open it. */
    private static byte[] checked(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, 1024), StandardCharsets.ISO_8859_1);
        if (!start.contains("%PDF-")) {
            throw new CompositionException(CompositionFault.BODY_DAMAGED, "application/pdf");
        }
        try (PDDocument pdf = Loader.loadPDF(file)) {
            if (pdf.getNumberOfPages() == 0) {
                throw new CompositionException(CompositionFault.BODY_DAMAGED, "application/pdf, 0 pages");
            }
        } catch (IOException e) {
            throw new CompositionException(CompositionFault.BODY_DAMAGED, "application/pdf", e);
        }
        return file;
    }

    private static Xhtml pictures(List<BufferedImage> pictures, String title) {
        Document page = page(title);
        Element body = (Element) page.getElementsByTagNameNS(XHTML, "body").item(0);
        for (BufferedImage picture : pictures) {
            Element whole = page.createElementNS(XHTML, "div");
            whole.setAttribute("class", body.hasChildNodes() ? "sheet next" : "sheet");
            whole.appendChild(XhtmlImage.of(page, picture));
            body.appendChild(whole);
        }
        return Xhtml.laidOut(page);
    }

    private static Xhtml text(String text, String title) {
        Document page = page(title);
        Element body = (Element) page.getElementsByTagNameNS(XHTML, "body").item(0);
        for (String sheet : PAGE_END.split(CleanText.of(LINE_END.matcher(text).replaceAll("\n")), -1)) {
            for (String line : sheet.split("\n", -1)) {
                Element paragraph = page.createElementNS(XHTML, "div");
                paragraph.setAttribute("class", "text");
                paragraph.setTextContent(line.isBlank() ? "\u00A0" : line.replace("\t", "    "));
                body.appendChild(paragraph);
            }
        }
        return Xhtml.laidOut(page);
    }

    /** UTF-8 where it is, else what Windows writes. */
    private static String decoded(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            String text = new String(octets, Charset.forName("windows-1252"));
            if (text.indexOf('\uFFFD') >= 0) {
                throw new CompositionException(CompositionFault.BODY_DAMAGED, "text/plain", notUtf8);
            }
            return text;
        }
    }

    private static Document page(String title) {
        try {
            Document page = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
            Element html = page.createElementNS(XHTML, "html");
            html.setAttribute("lang", "fr");
            page.appendChild(html);
            Element head = page.createElementNS(XHTML, "head");
            Element name = page.createElementNS(XHTML, "title");
            name.setTextContent(CleanText.of(title));
            head.appendChild(name);
            html.appendChild(head);
            html.appendChild(page.createElementNS(XHTML, "body"));
            return page;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of the JDK has these features", e);
        }
    }
}
