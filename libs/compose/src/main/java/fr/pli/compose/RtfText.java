package fr.pli.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of an RTF file (Rich Text Format 1.9.1), with its lines and cells; digits that are raised or lowered stay so, for 10⁹ is not
 * 109. What it cannot carry over is not left out: a file with a picture, an object, a drawing, a sign or a box that only a field draws, a
 * comment, or text that is hidden, struck or marked as deleted, is refused.
 */
final class RtfText {

    private static final Set<String> REFUSED = Set.of(
            "pict",
            "object",
            "shp",
            "shpinst",
            "do",
            "bin",
            "deleted",
            "nonshppict",
            "shppict",
            "strike",
            "striked",
            "v");
    /** Refused where they are to be passed over. */
    private static final Set<String> SAID_ASIDE = Set.of("footnote", "annotation");
    /** Fields that draw something, and have no text as their result. */
    private static final Pattern DRAWN = Pattern.compile("SYMBOL|FORMCHECKBOX|FORMDROPDOWN|INCLUDEPICTURE");

    private static final String PLAIN = "0123456789+-=()−–";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻⁻";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋₋";

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
            Map.entry("column", "\n"),
            Map.entry("emspace", " "),
            Map.entry("enspace", " "),
            Map.entry("qmspace", " "));
    private static final int MAX_DEPTH = 200;

    private final String rtf;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Group> outer = new ArrayDeque<>();
    private final RtfFonts fonts = new RtfFonts();
    private Group group = new Group(false, 1, RtfFonts.DEFAULT, "");
    private int at;
    private int skip;

    /**
     * @param silent whether what stands in it is no text
     * @param fallback how many characters stand in for one {@code \\u}
     * @param font number of the font
     * @param shifted how digits are written that are raised or lowered; empty for others
     */
    private record Group(boolean silent, int fallback, int font, String shifted) {

        Group silenced() {
            return new Group(true, fallback, font, shifted);
        }

        Group with(String shift) {
            return new Group(silent, fallback, font, shift);
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
        while (at < rtf.length() && (rtf.charAt(at) | 0x20) >= 'a' && (rtf.charAt(at) | 0x20) <= 'z') {
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
        boolean drawn = word.equals("fldinst") && DRAWN.matcher(field()).find();
        if (drawn || group.silent() && SAID_ASIDE.contains(word)) {
            throw refused(word);
        }
        apply(word, digits.isEmpty() || digits.equals("-") ? 1 : Integer.parseInt(digits));
    }

    /** What a field is, up to the first end of a group. */
    private String field() {
        int end = rtf.indexOf('}', at);
        return rtf.substring(at, end < 0 ? rtf.length() : end);
    }

    private static CompositionException refused(String word) {
        return new CompositionException(CompositionFault.BODY_TYPE_UNKNOWN, "text/rtf, \\" + word);
    }

    private void apply(String word, int number) {
        if (REFUSED.contains(word) && number != 0) {
            throw refused(word);
        }
        switch (word) {
            case "u" -> {
                skip = 0;
                put(String.valueOf((char) number));
                skip = group.fallback();
            }
            case "uc" -> group = new Group(group.silent(), Math.clamp(number, 0, 10), group.font(), group.shifted());
            case "super", "up" -> group = group.with(number == 0 ? "" : RAISED);
            case "sub", "dn" -> group = group.with(number == 0 ? "" : LOWERED);
            case "nosupersub" -> group = group.with("");
            case "ansicpg" -> fonts.page(number);
            case "deff" -> fonts.byDefault(number);
            case "fcharset" -> fonts.charset(group.font(), number);
            case "f" -> group = new Group(group.silent(), group.fallback(), number, group.shifted());
            case "plain" -> group = new Group(group.silent(), group.fallback(), RtfFonts.DEFAULT, "");
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
            int digit = group.shifted().isEmpty() || characters.length() != 1 ? -1 : PLAIN.indexOf(characters);
            text.append(digit < 0 ? characters : group.shifted().substring(digit, digit + 1));
        }
    }
}
