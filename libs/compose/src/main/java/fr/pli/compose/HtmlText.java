package fr.pli.compose;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The text of an HTML body, as Mon espace santé writes them, for a reader that shows text. Nothing is loaded and nothing runs: what is
 * inside {@code script} and {@code style} is left out, a picture is its {@code alt}.
 */
final class HtmlText implements NodeVisitor {

    private static final Set<String> LINES = Set.of("br", "li", "tr", "dt", "dd", "hr");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> HIDDEN = Set.of("head", "script", "style", "template", "title");

    private final StringBuilder out = new StringBuilder();
    private int hidden;

    private HtmlText() {}

    /** @param html at most as long as {@link MessageOpener} reads */
    static String of(String html) {
        HtmlText text = new HtmlText();
        Jsoup.parse(html).traverse(text);
        return text.out.toString().strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            if (hidden == 0) {
                words(text.text());
            }
            return;
        }
        if (!(node instanceof Element element)) {
            return;
        }
        String name = element.normalName();
        if (HIDDEN.contains(name)) {
            hidden++;
        } else if (hidden > 0) {
            return;
        } else if (LINES.contains(name)) {
            line(1);
            words(name.equals("li") ? "- " : "");
        } else if (isBlock(element)) {
            line(1);
        } else if (name.equals("img") && !element.attr("alt").isBlank()) {
            words("[" + element.attr("alt") + "]");
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        String name = element.normalName();
        if (HIDDEN.contains(name)) {
            hidden--;
        } else if (hidden > 0) {
            return;
        } else if (CELLS.contains(name)) {
            words(" ");
        } else if (name.equals("p") || name.equals("table") || name.matches("h[1-6]")) {
            line(2);
        } else if (isBlock(element)) {
            line(1);
        }
    }

    private static boolean isBlock(Element element) {
        return element.isBlock() && !CELLS.contains(element.normalName());
    }

    private void words(String text) {
        boolean atStart = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
        out.append(atStart ? text.stripLeading() : text);
    }

    /** Ends the line, with {@code count - 1} blank lines behind it, unless they are there. */
    private void line(int count) {
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') {
            end--;
        }
        out.setLength(end);
        int there = 0;
        while (there < count && end - there > 0 && out.charAt(end - there - 1) == '\n') {
            there++;
        }
        if (end > there) {
            out.append("\n".repeat(count - there));
        }
    }
}
