package fr.pli.compose;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The cells of a table in their columns and rows, spans resolved as HTML does (a span ends with its group of rows).
 *
 * @param columns how many there are
 * @param heads rows of the head
 * @param rows for each row the cell of each column; null where there is none
 */
record TableGrid(int columns, int heads, List<List<Cell>> rows) {

    /** More columns than this are no table that a person reads. */
    private static final int MAX_COLUMNS = 400;

    /** No cell: a row that is shorter than others. */
    static final Cell NONE = new Cell(null, 0, 0, 0);

    /**
     * A cell.
     *
     * @param element null for {@link #NONE}
     */
    record Cell(@Nullable Element element, int row, int column, int span) {}

    /** Reads a table of XHTML. */
    static TableGrid of(Element table) {
        List<List<Cell>> rows = new ArrayList<>();
        List<Element> direct = new ArrayList<>();
        int heads = 0;
        for (Element child : children(table)) {
            switch (child.getLocalName()) {
                case "thead" -> {
                    group(children(child), rows);
                    heads = rows.size();
                }
                case "tbody", "tfoot" -> group(children(child), rows);
                case "tr" -> direct.add(child);
                default -> {
                    // columns
                }
            }
        }
        group(direct, rows);
        if (heads == 0 && beginsWithHead(rows)) {
            heads = 1;
        }
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        for (List<Cell> row : rows) {
            while (row.size() < columns) {
                row.add(NONE);
            }
        }
        return new TableGrid(columns, heads, rows);
    }

    /** The cells of a row, each once. */
    Set<Cell> cells(int row) {
        Set<Cell> found = new LinkedHashSet<>(rows.get(row));
        found.remove(NONE);
        return found;
    }

    /** The cells of the head that stand over a cell. */
    Set<Cell> labels(Cell cell) {
        Set<Cell> found = new LinkedHashSet<>();
        for (int row = 0; row < heads; row++) {
            for (int column = cell.column(); column < cell.column() + cell.span(); column++) {
                found.add(rows.get(row).get(column));
            }
        }
        found.remove(NONE);
        return found;
    }

    static List<Element> children(Element element) {
        List<Element> found = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element one) {
                found.add(one);
            }
        }
        return found;
    }

    /** A first row of nothing but th is a head too, though no thead says so. */
    private static boolean beginsWithHead(List<List<Cell>> rows) {
        return rows.size() > 1
                && !rows.getFirst().isEmpty()
                && rows.getFirst().stream()
                        .allMatch(cell -> cell.element() != null
                                && cell.element().getLocalName().equals("th"));
    }

    private static void group(List<Element> lines, List<List<Cell>> rows) {
        int first = rows.size();
        lines.forEach(_ -> rows.add(new ArrayList<>()));
        for (int i = 0; i < lines.size(); i++) {
            List<Cell> row = rows.get(first + i);
            int column = 0;
            for (Element element : children(lines.get(i))) {
                while (column < row.size() && !row.get(column).equals(NONE)) {
                    column++;
                }
                int span = Math.min(number(element, "colspan"), Math.max(1, MAX_COLUMNS - column));
                int height = Math.min(number(element, "rowspan"), lines.size() - i);
                Cell cell = new Cell(element, first + i, column, span);
                for (int r = 0; r < height; r++) {
                    put(rows.get(first + i + r), column, span, cell);
                }
                column += span;
            }
        }
    }

    private static void put(List<Cell> row, int column, int span, Cell cell) {
        while (row.size() < column + span) {
            row.add(NONE);
        }
        for (int c = column; c < column + span; c++) {
            row.set(c, cell);
        }
    }

    private static int number(Element cell, String attribute) {
        String text = cell.getAttribute(attribute);
        return text.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(text) : 1;
    }
}
