package fr.pli.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * The text of an RTF file (Rich Text Format 1.9.1), with its lines and cells. What it cannot carry over is not left out: a file with a
 * picture, an object, a drawing, or text that is struck or marked as deleted, is refused.
 */
final class RtfText {

    private static final Set<String> REFUSED = Set.of(
            "pict", "object", "shp", "shpinst", "do", "bin", "deleted", "nonshppict", "shppict", "strike", "striked");
    private static final Set<String> NO_TEXT = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "fldinst",
            "generator",
            "listtable",
            "listoverridetable",
            "revtbl",
            "rsidtbl",
            "themedata",
            "colorschememapping",
            "datastore",
            "latentstyles",
            "xmlnstbl",
            "bkmkstart",
            "bkmkend",
            "pnseclvl",
            "filetbl",
            "mmathPr");
    private static final Map<String, String> CHARACTERS = Map.ofEntries(
            Map.entry("par", "\n"),
            Map.entry("line", "\n"),
            Map.entry("sect", "\n"),
            Map.entry("page", "\f"),
            Map.entry("row", "\n"),
            Map.entry("nestrow", "\n"),
            Map.entry("cell", "\t"),
            Map.entry("nestcell", "\t"),
            Map.entry("tab", "\t"),
            Map.entry("emdash", "—"),
            Map.entry("endash", "–"),
            Map.entry("bullet", "•"),
            Map.entry("lquote", "‘"),
            Map.entry("rquote", "’"),
            Map.entry("ldblquote", "“"),
            Map.entry("rdblquote", "”"),
            Map.entry("emspace", " "),
            Map.entry("enspace", " "));
    private static final int MAX_DEPTH = 200;

    private final String rtf;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Group> outer = new ArrayDeque<>();
    private final RtfFonts fonts = new RtfFonts();
    private Group group = new Group(false, 1, RtfFonts.DEFAULT);
    private int at;
    private int skip;

    /**
     * @param silent whether what stands in it is no text
     * @param fallback how many characters stand in for one {@code \\u}
     * @param font number of the font
     */
    private record Group(boolean silent, int fallback, int font) {

        Group silenced() {
            return new Group(true, fallback, font);
        }
    }

    private RtfText(String rtf) {
        this.rtf = rtf;
    }

    /**
     * Reads a file.
     *
     * @throws CompositionException if it is no RTF, or holds what is not text
     */
    static String of(byte[] file) {
        String rtf = new String(file, StandardCharsets.ISO_8859_1);
        if (!rtf.startsWith("{\\rtf")) {
            throw new CompositionException(CompositionFault.BODY_DAMAGED, "text/rtf");
        }
        RtfText reader = new RtfText(rtf);
        reader.read();
        return reader.text.toString();
    }

    private void read() {
        while (at < rtf.length()) {
            char c = rtf.charAt(at++);
            switch (c) {
                case '{' -> open();
                case '}' -> group = outer.isEmpty() ? group : outer.pop();
                case '\\' -> control();
                case '\r', '\n' -> {
                    // lines of the file are none of the text
                }
                default -> octet((byte) c);
            }
        }
    }

    private void open() {
        if (outer.size() >= MAX_DEPTH) {
            throw new CompositionException(CompositionFault.BODY_DAMAGED, "text/rtf");
        }
        outer.push(group);
        if (rtf.startsWith("\\*", at)) {
            group = group.silenced();
        }
    }

    private void control() {
        if (at >= rtf.length()) {
            return;
        }
        char c = rtf.charAt(at++);
        switch (c) {
            case '\\', '{', '}' -> octet((byte) c);
            case '~' -> put("\u00A0");
            case '_' -> put("-");
            case '\'' -> hexadecimal();
            case '\r', '\n' -> put("\n");
            default -> {
                if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                    at--;
                    word();
                }
            }
        }
    }

    private void hexadecimal() {
        try {
            octet((byte) Integer.parseInt(rtf, at, Math.min(at + 2, rtf.length()), 16));
            at += 2;
        } catch (NumberFormatException e) {
            throw new CompositionException(CompositionFault.BODY_DAMAGED, "text/rtf", e);
        }
    }

    private void word() {
        int start = at;
        while (at < rtf.length() && Character.isLetter(rtf.charAt(at))) {
            at++;
        }
        String word = rtf.substring(start, at);
        int number = at;
        if (at < rtf.length() && rtf.charAt(at) == '-') {
            at++;
        }
        while (at < rtf.length() && at - number < 8 && rtf.charAt(at) >= '0' && rtf.charAt(at) <= '9') {
            at++;
        }
        String digits = rtf.substring(number, at);
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        apply(word, digits.isEmpty() || digits.equals("-") ? 1 : Integer.parseInt(digits));
    }

    private void apply(String word, int number) {
        if (REFUSED.contains(word) && number != 0) {
            throw new CompositionException(CompositionFault.BODY_TYPE_UNKNOWN, "text/rtf, \\" + word);
        }
        switch (word) {
            case "u" -> {
                skip = 0;
                put(String.valueOf((char) number));
                skip = group.fallback();
            }
            case "uc" -> group = new Group(group.silent(), Math.clamp(number, 0, 10), group.font());
            case "ansicpg" -> fonts.page(number);
            case "deff" -> fonts.byDefault(number);
            case "fcharset" -> fonts.charset(group.font(), number);
            case "f" -> group = new Group(group.silent(), group.fallback(), number);
            case "plain" -> group = new Group(group.silent(), group.fallback(), RtfFonts.DEFAULT);
            default -> {
                if (NO_TEXT.contains(word)) {
                    group = group.silenced();
                } else if (CHARACTERS.containsKey(word)) {
                    put(CHARACTERS.get(word));
                }
            }
        }
    }

    private void octet(byte octet) {
        if (!group.silent() || skip > 0) {
            put(skip > 0 ? "" : fonts.decode(octet, group.font()));
        }
    }

    private void put(String characters) {
        if (skip > 0) {
            skip--;
        } else if (!group.silent()) {
            text.append(characters);
        }
    }
}
