package fr.pli.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What braces stand for while one transcript is played: the macros of its stage and the values captured so far. */
final class Names {

    private final Stage stage;
    private final Map<String, String> captured = new HashMap<>();

    Names(Stage stage) {
        this.stage = stage;
    }

    /** What the client sends for {@code text}. */
    String expand(String text) {
        StringBuilder expanded = new StringBuilder();
        for (Template.Part part : Template.of(text).parts()) {
            switch (part) {
                case Template.Part.Text(String literal) -> expanded.append(literal);
                case Template.Part.Braces(String name, String argument) -> expanded.append(value(name, argument));
            }
        }
        return expanded.toString();
    }

    /** Whether {@code line} is what {@code text} expects; keeps what it captures if so. */
    boolean matches(String text, String line) {
        List<String> fresh = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern(text, fresh), Pattern.DOTALL).matcher(line);
        boolean matches = matcher.matches();
        for (int i = 0; matches && i < fresh.size(); i++) {
            captured.put(fresh.get(i), matcher.group(i + 1));
        }
        return matches;
    }

    private String pattern(String text, List<String> fresh) {
        StringBuilder regex = new StringBuilder();
        String wild = text;
        if (text.startsWith("* ")) {
            regex.append("\\* ");
            wild = text.substring(2);
        }
        for (Template.Part part : Template.of(wild).parts()) {
            switch (part) {
                case Template.Part.Text(String literal) -> appendWild(regex, literal);
                case Template.Part.Braces(String name, String argument) -> {
                    if (argument.isEmpty() && !isKnown(name)) {
                        regex.append(fresh.contains(name) ? "\\" + (fresh.indexOf(name) + 1) : "(.+?)");
                        if (!fresh.contains(name)) {
                            fresh.add(name);
                        }
                    } else {
                        regex.append(Pattern.quote(value(name, argument)));
                    }
                }
            }
        }
        return regex.toString();
    }

    private static void appendWild(StringBuilder regex, String literal) {
        String[] pieces = literal.split("\\*", -1);
        for (int i = 0; i < pieces.length; i++) {
            regex.append(i == 0 ? "" : ".*").append(Pattern.quote(pieces[i]));
        }
    }

    private boolean isKnown(String name) {
        return captured.containsKey(name) || stage.hasMacro(name);
    }

    private String value(String name, String argument) {
        String value = argument.isEmpty() ? captured.get(name) : null;
        return value != null ? value : stage.macro(name).apply(expand(argument));
    }
}
