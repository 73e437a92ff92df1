package fr.pli.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of one transcript line, taken apart into what stands for itself and what stands in braces. */
record Template(List<Part> parts) {

    /** A piece of it. */
    sealed interface Part {
        /** As written. */
        record Text(String text) implements Part {}

        /** <code>{name}</code> or <code>{name argument}</code>. */
        record Braces(String name, String argument) implements Part {}
    }

    private static final Pattern OPENING = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9-]*)(?=[ }])");

    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        int done = 0;
        Matcher opening = OPENING.matcher(text);
        while (opening.find(done)) {
            int close = closing(text, opening.start());
            parts.add(new Part.Text(text.substring(done, opening.start())));
            String argument = text.substring(opening.end(), close);
            parts.add(new Part.Braces(opening.group(1), argument.isEmpty() ? "" : argument.substring(1)));
            done = close + 1;
        }
        parts.add(new Part.Text(text.substring(done)));
        return new Template(parts);
    }

    private static int closing(String text, int opening) {
        int depth = 0;
        for (int i = opening; i < text.length(); i++) {
            depth += switch (text.charAt(i)) {
                case '{' -> 1;
                case '}' -> -1;
                default -> 0;
            };
            if (depth == 0) {
                return i;
            }
        }
        throw new AssertionError("a brace is not closed in: " + text);
    }
}
