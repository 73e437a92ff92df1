package fr.pli.compose;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A page of XHTML ready to be printed, and the fonts for it. */
record Xhtml(Document document, Fonts fonts) {

    private static final String STYLE = """
            @page { @bottom-right { content: counter(page) " / " counter(pages); font-family: 'DejaVu Sans'; font-size: 8pt; } }
            body { font-size: 9pt; line-height: 1.35; color: #000; word-wrap: break-word; }
            h1 { font-size: 15pt; margin: 0 0 3mm 0; }
            h2 { font-size: 11.5pt; margin: 5mm 0 1.5mm 0; border-bottom: 0.3mm solid #555; page-break-after: avoid; }
            h3, h4, h5, h6 { font-size: 10pt; margin: 3.5mm 0 1mm 0; page-break-after: avoid; }
            table.header { width: 100%; table-layout: fixed; border-collapse: collapse; margin-bottom: 4mm; border: 0.3mm solid #555; }
            table.header td { padding: 0.8mm 2mm; vertical-align: top; border: 0; }
            table.header td.what { width: 34mm; color: #333; }
            table.n { border-collapse: collapse; margin: 1.5mm 0; -fs-table-paginate: paginate; }
            table.n td, table.n th { border: 0.2mm solid #777; padding: 0.6mm 1.4mm; vertical-align: top; text-align: left; }
            table.n th { background-color: #e8e8e8; font-weight: bold; }
            tr { page-break-inside: avoid; }
            div.row { border: 0.2mm solid #777; margin: 1.5mm 0; padding: 0.6mm 1.4mm; }
            div.label { color: #333; font-size: 8pt; page-break-after: avoid; }
            div.value { padding-left: 2mm; }
            div.text { white-space: pre-wrap; }
            div.next { page-break-before: always; }
            p { margin: 1mm 0; }
            ul, ol { margin: 1mm 0; padding-left: 6mm; margin-left: 0; }
            .b { font-weight: bold; } .i { font-style: italic; } .u { text-decoration: underline; } .del, .del * { text-decoration: line-through; }
            .left { text-align: left; } .center { text-align: center; } .right { text-align: right; }
            """;

    /**
     * Fits tables and pictures to the paper, finds the fonts, and writes the style.
     *
     * @throws CompositionException with {@link CompositionFault#GLYPH_MISSING}
     */
    static Xhtml laidOut(Document page) {
        Fonts fonts = Fonts.of(CleanText.of(text(page)));
        PageFormat format = TableFitting.fit(page);
        Element style = page.createElementNS(page.getDocumentElement().getNamespaceURI(), "style");
        style.setAttribute("type", "text/css");
        style.setTextContent(
                STYLE + "@page { size: " + format.css() + "; } body { font-family: " + fonts.family() + "; }");
        page.getElementsByTagNameNS("*", "head").item(0).appendChild(style);
        return new Xhtml(page, fonts);
    }

    private static String text(Document page) {
        return page.getElementsByTagNameNS("*", "body").item(0).getTextContent().replaceAll("[\\t\\n\\r]+", " ");
    }
}
