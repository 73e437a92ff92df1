package fr.pli.compose;

import fr.pli.compose.TextWidth.Widths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Makes the tables and pictures of a page as wide as the paper is. Columns share the width so that no word is broken that must not be;
 * where they cannot, the page is turned, then the text is smaller; a table that does not fit even so is written as label and value, row
 * by row. What a table that runs off the page loses is a prescription.
 */
final class TableFitting {

    private final PageFormat format;

    private TableFitting(PageFormat format) {
        this.format = format;
    }

    /** Fits all of a page. */
    static PageFormat fit(Document page) {
        List<Element> tables = new ArrayList<>();
        outermost(page.getDocumentElement(), "table", tables);
        PageFormat format = PageFormat.PORTRAIT;
        for (Element table : tables) {
            TableGrid grid = TableGrid.of(table);
            for (PageFormat wider : PageFormat.values()) {
                if (TextWidth.sum(columns(grid, wider.size())[0]) <= wider.width()) {
                    format = wider.compareTo(format) > 0 ? wider : format;
                    break;
                }
            }
        }
        TableFitting fitting = new TableFitting(format);
        tables.forEach(table -> fitting.table(table, fitting.format.width()));
        fitting.pictures(page.getDocumentElement(), format.width());
        return format;
    }

    /** What the columns need and what they wish. */
    static float[][] columns(TableGrid grid, float size) {
        float[] need = new float[grid.columns()];
        float[] wish = new float[grid.columns()];
        List<TableGrid.Cell> cells = new ArrayList<>();
        for (int row = 0; row < grid.rows().size(); row++) {
            for (TableGrid.Cell cell : grid.cells(row)) {
                if (cell.row() == row) {
                    cells.add(cell);
                }
            }
        }
        cells.sort(Comparator.comparingInt(TableGrid.Cell::span));
        for (TableGrid.Cell cell : cells) {
            Element element = cell.element();
            if (element != null) {
                Widths widths = TextWidth.of(element, size);
                widen(need, cell, widths.need() + TextWidth.CELL);
                widen(wish, cell, Math.max(widths.need(), widths.wish()) + TextWidth.CELL);
            }
        }
        return new float[][] {need, wish};
    }

    private static void widen(float[] columns, TableGrid.Cell cell, float width) {
        float have = 0;
        for (int i = cell.column(); i < cell.column() + cell.span(); i++) {
            have += columns[i];
        }
        for (int i = cell.column(); have < width && i < cell.column() + cell.span(); i++) {
            columns[i] += (width - have) / cell.span();
        }
    }

    private void table(Element table, float available) {
        TableGrid grid = TableGrid.of(table);
        float[][] columns = columns(grid, format.size());
        if (TextWidth.sum(columns[0]) > available) {
            Element list = new LabelledRows(grid, table.getOwnerDocument()).element();
            table.getParentNode().replaceChild(list, table);
            List<Element> inner = new ArrayList<>();
            outermost(list, "table", inner);
            inner.forEach(one -> table(one, available - LabelledRows.FRAME));
            pictures(list, available - LabelledRows.FRAME);
            return;
        }
        float[] widths = shared(columns[0], columns[1], available);
        String size = format.size() == PageFormat.PORTRAIT.size() ? "" : "; font-size: " + format.size() + "pt";
        table.setAttribute("style", "table-layout: fixed; width: " + points(TextWidth.sum(widths)) + size);
        Element group = table.getOwnerDocument().createElementNS(table.getNamespaceURI(), "colgroup");
        for (float width : widths) {
            Element column = table.getOwnerDocument().createElementNS(table.getNamespaceURI(), "col");
            column.setAttribute("style", "width: " + points(width));
            group.appendChild(column);
        }
        table.insertBefore(group, table.getFirstChild());
        for (int row = 0; row < grid.rows().size(); row++) {
            for (TableGrid.Cell cell : grid.cells(row)) {
                Element element = cell.element();
                if (element != null && cell.row() == row) {
                    inside(element, width(widths, cell) - TextWidth.CELL);
                }
            }
        }
    }

    private void inside(Element cell, float available) {
        List<Element> tables = new ArrayList<>();
        outermost(cell, "table", tables);
        tables.forEach(inner -> table(inner, available - indent(inner, cell)));
        pictures(cell, available);
    }

    /** What is over after all needs goes to those who wish for more. */
    private static float[] shared(float[] need, float[] wish, float available) {
        float needs = TextWidth.sum(need);
        float wishes = TextWidth.sum(wish);
        float over = Math.min(available, wishes) - needs;
        float[] widths = need.clone();
        for (int i = 0; i < widths.length && wishes > needs; i++) {
            widths[i] += over * (wish[i] - need[i]) / (wishes - needs);
        }
        return widths;
    }

    private static float width(float[] widths, TableGrid.Cell cell) {
        float sum = 0;
        for (int i = cell.column(); i < cell.column() + cell.span(); i++) {
            sum += widths[i];
        }
        return sum;
    }

    /** Pictures outside of inner tables, scaled down to the width and to a page. */
    private void pictures(Element element, float available) {
        List<Element> pictures = new ArrayList<>();
        outermost(element, "img", pictures);
        for (Element picture : pictures) {
            if (picture.hasAttribute("style")) {
                continue;
            }
            float width = Float.parseFloat(picture.getAttribute("width")) * 0.75f;
            float height = Float.parseFloat(picture.getAttribute("height")) * 0.75f;
            float most = Math.max(10, available - indent(picture, element));
            float scale = Math.min(1, Math.min(most / width, (format.height() - 20) / height));
            picture.removeAttribute("width");
            picture.removeAttribute("height");
            picture.setAttribute("style", "width: " + points(width * scale) + "; height: " + points(height * scale));
        }
    }

    private static float indent(Node node, Node within) {
        float indent = 0;
        for (Node parent = node.getParentNode();
                parent != null && !parent.equals(within);
                parent = parent.getParentNode()) {
            String name = parent.getLocalName();
            indent += "ul".equals(name) || "ol".equals(name) ? TextWidth.INDENT : 0;
        }
        return indent;
    }

    private static void outermost(Element element, String name, List<Element> found) {
        for (Element child : TableGrid.children(element)) {
            if (child.getLocalName().equals(name)) {
                found.add(child);
            } else {
                outermost(child, name, found);
            }
        }
    }

    private static String points(float width) {
        return String.format(Locale.ROOT, "%.2fpt", width);
    }
}
