package fr.pli.compose;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A table written row by row, each cell below the heads of its column: for what is too wide for any page. */
final class LabelledRows {

    /** What the frame of a row takes of the width, in points. */
    static final float FRAME = 16;

    private final TableGrid grid;
    private final Document page;
    private final String namespace;

    LabelledRows(TableGrid grid, Document page) {
        this.grid = grid;
        this.page = page;
        this.namespace = page.getDocumentElement().getNamespaceURI();
    }

    /** The rows, in place of the table. */
    Element element() {
        Element all = element("div", "rows");
        if (grid.heads() == grid.rows().size()) {
            for (int row = 0; row < grid.heads(); row++) {
                Element line = element("div", "row");
                grid.cells(row).forEach(cell -> line.appendChild(content(cell, "div", "b")));
                all.appendChild(line);
            }
        }
        for (int row = grid.heads(); row < grid.rows().size(); row++) {
            Element line = element("div", "row");
            for (TableGrid.Cell cell : grid.cells(row)) {
                Element pair = element("div", "pair");
                Element label = element("div", "label");
                for (TableGrid.Cell head : grid.labels(cell)) {
                    if (label.hasChildNodes()) {
                        label.appendChild(page.createTextNode(" – "));
                    }
                    label.appendChild(content(head, "span", ""));
                }
                if (label.hasChildNodes()) {
                    label.appendChild(page.createTextNode(" :"));
                    pair.appendChild(label);
                }
                Element element = cell.element();
                boolean bold = element != null && element.getLocalName().equals("th");
                pair.appendChild(content(cell, "div", bold ? "value b" : "value"));
                line.appendChild(pair);
            }
            all.appendChild(line);
        }
        return all;
    }

    /** A copy, for a cell that spans rows or heads a column is there several times. */
    private Element content(TableGrid.Cell cell, String name, String style) {
        Element source = cell.element();
        Element copy = element(name, style);
        if (source != null) {
            String own = source.getAttribute("class") + (isStruck(source) ? " del" : "");
            if (!own.isEmpty()) {
                copy.setAttribute("class", (style + " " + own.strip()).strip());
            }
            for (Node child = source.getFirstChild(); child != null; child = child.getNextSibling()) {
                copy.appendChild(child.cloneNode(true));
            }
        }
        return copy;
    }

    /** Whether its row, the rows around it or the table were deleted: the list that takes their place has none of them. */
    private static boolean isStruck(Element cell) {
        Node parent = cell.getParentNode();
        while (parent instanceof Element around && !around.getLocalName().equals("body")) {
            if ((" " + around.getAttribute("class") + " ").contains(" del ")) {
                return true;
            }
            parent = around.getParentNode();
        }
        return false;
    }

    private Element element(String name, String style) {
        Element element = page.createElementNS(namespace, name);
        if (!style.isEmpty()) {
            element.setAttribute("class", style);
        }
        return element;
    }
}
