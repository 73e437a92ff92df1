package fr.pli.mime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The text of an HTML document without its markup, roughly, in one pass; what is cut off at its end is left out. */
final class HtmlText {

    /** Names of the characters from U+00A0 on, as HTML has them since its beginning. */
    private static final String LATIN =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3"
                    + " acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil"
                    + " Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc"
                    + " Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml"
                    + " eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

    private static final Map<String, String> NAMED = named();
    private static final int LONGEST_NAME = 10;
    /** What stands between the begin and the end of these is not shown. */
    private static final Set<String> HIDDEN = Set.of("head", "style", "script", "title", "template");

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private HtmlText(String html) {
        this.html = html;
    }

    static String of(String html) {
        return new HtmlText(html).read();
    }

    private String read() {
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '<') {
                markup();
            } else if (c == '&') {
                reference();
            } else {
                text.append(c);
                at++;
            }
        }
        return text.toString();
    }

    private void markup() {
        if (html.startsWith("<!--", at)) {
            passTo("-->", at + 4);
            return;
        }
        String name = name(at + 1);
        boolean isTag = !name.isEmpty() || html.startsWith("/", at + 1) || html.startsWith("!", at + 1);
        if (!isTag) {
            text.append('<');
            at++;
            return;
        }
        passTo(">", at + 1);
        text.append(' ');
        if (HIDDEN.contains(name)) {
            passOver(name);
        }
    }

    /** To the end tag of that name, and behind it. */
    private void passOver(String name) {
        while (at < html.length()) {
            int end = html.indexOf("</", at);
            if (end < 0) {
                at = html.length();
            } else if (html.regionMatches(true, end + 2, name, 0, name.length())) {
                passTo(">", end);
                return;
            } else {
                at = end + 2;
            }
        }
    }

    private void passTo(String mark, int from) {
        int end = html.indexOf(mark, from);
        at = end < 0 ? html.length() : end + mark.length();
    }

    private String name(int from) {
        int end = from;
        while (end < html.length() && end - from < LONGEST_NAME && Character.isLetter(html.charAt(end))) {
            end++;
        }
        return html.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private void reference() {
        int limit = Math.min(html.length(), at + 2 + LONGEST_NAME);
        int end = at + 1;
        while (end < limit && html.charAt(end) != ';' && html.charAt(end) != '&' && html.charAt(end) != '<') {
            end++;
        }
        boolean closed = end < limit && html.charAt(end) == ';';
        String meant = closed ? meaning(html.substring(at + 1, end)) : "";
        text.append(meant.isEmpty() ? "&" : meant);
        at = meant.isEmpty() ? at + 1 : end + 1;
    }

    private static String meaning(String reference) {
        if (!reference.startsWith("#")) {
            return NAMED.getOrDefault(reference, "");
        }
        boolean hex = reference.regionMatches(true, 1, "x", 0, 1);
        try {
            int c = Integer.parseInt(reference.substring(hex ? 2 : 1), hex ? 16 : 10);
            return Character.isValidCodePoint(c) ? Character.toString(c) : "";
        } catch (NumberFormatException _) {
            return "";
        }
    }

    private static Map<String, String> named() {
        Map<String, String> named = new HashMap<>(Map.of(
                "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "euro", "€", "oelig", "œ", "OElig", "Œ",
                "hellip", "…", "rsquo", "’"));
        named.putAll(Map.of("lsquo", "‘", "ldquo", "“", "rdquo", "”", "ndash", "–", "mdash", "—", "bull", "•"));
        int c = 0xA0;
        for (String name : LATIN.split(" ", -1)) {
            named.put(name, Character.toString(c++));
        }
        return Map.copyOf(named);
    }
}
