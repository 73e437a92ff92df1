package fr.pli.mss.xdm;

import java.util.List;

/** The two files of an archive that are for the eyes of people. */
final class XdmIndex {

    static final String README = """
            IHE_XDM : documents de santé échangés par MSSanté.\r
            Les documents (CDA R2) et leur description (METADATA.XML, ebRIM 3.0) sont dans IHE_XDM/SUBSET01.\r
            Structure : IHE ITI TF, profil Cross-Enterprise Document Media Interchange (XDM).\r
            Produit par Pli.\r
            """;

    private XdmIndex() {}

    /** INDEX.HTM: a list with a link to each document. */
    static String html(List<DocumentEntry> documents) {
        StringBuilder html = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML Basic 1.0//EN" "http://www.w3.org/TR/xhtml-basic/xhtml-basic10.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">
                <head><title>IHE_XDM</title></head>
                <body>
                <h1>Documents</h1>
                <ul>
                """);
        for (DocumentEntry document : documents) {
            html.append("<li><a href=\"IHE_XDM/SUBSET01/")
                    .append(document.uri())
                    .append("\">")
                    .append(escaped(document.title()))
                    .append("</a></li>\n");
        }
        return html.append("</ul>\n<p><a href=\"README.TXT\">README.TXT</a></p>\n</body>\n</html>\n")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
