package fr.pli.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parameters of a structured MIME field (RFC 2045 section 5.1), in order, as written; the first of two with one name counts. */
public record Parameters(List<Parameter> list) {

    /** No parameter. */
    public static final Parameters NONE = new Parameters(List.of());

    private static final int MAX = 100;

    /** One of them; quotes and comments are taken off, RFC 2231 is not undone. */
    public record Parameter(String name, String value) {}

    /** A value before the first semicolon, and what follows it. */
    public record Value(String value, Parameters parameters) {}

    /** Value of the parameter of that name in any case. */
    public Optional<String> get(String name) {
        for (Parameter parameter : list) {
            if (parameter.name().equalsIgnoreCase(name)) {
                return Optional.of(parameter.value());
            }
        }
        return Optional.empty();
    }

    Parameters plus(String name, String value) {
        List<Parameter> more = new ArrayList<>(list);
        more.add(new Parameter(name, value));
        return new Parameters(List.copyOf(more));
    }

    /** Reads {@code value; name=value; name="value"} from anything: what cannot be a parameter is passed over. */
    public static Value parse(String field) {
        Reader reader = new Reader(field);
        String value = reader.until(';');
        List<Parameter> list = new ArrayList<>();
        while (reader.skip(';') && list.size() < MAX) {
            String name = reader.until('=');
            if (reader.skip('=') && !name.isEmpty()) {
                list.add(new Parameter(name, reader.until(';')));
            }
        }
        return new Value(value, new Parameters(List.copyOf(list)));
    }

    /** Where the reading is in a field. */
    private static final class Reader {

        private final String field;
        private int at;

        Reader(String field) {
            this.field = field;
        }

        boolean skip(char c) {
            if (at < field.length() && field.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        /** Text up to {@code stop} or a semicolon, that of a quoted string if there is one; without comments and blanks around it. */
        String until(char stop) {
            StringBuilder text = new StringBuilder();
            while (at < field.length() && field.charAt(at) != stop && field.charAt(at) != ';') {
                char c = field.charAt(at);
                if (c == '"') {
                    quoted(text);
                } else if (c == '(' && (text.isEmpty() || text.charAt(text.length() - 1) == ' ')) {
                    comment();
                } else {
                    text.append(c == '\t' ? ' ' : c);
                    at++;
                }
            }
            return text.toString().strip();
        }

        private void quoted(StringBuilder text) {
            for (at++; at < field.length() && field.charAt(at) != '"'; at++) {
                if (field.charAt(at) == '\\' && at + 1 < field.length()) {
                    at++;
                }
                text.append(field.charAt(at));
            }
            at = Math.min(at + 1, field.length());
        }

        private void comment() {
            int depth = 0;
            do {
                char c = field.charAt(at++);
                if (c == '\\') {
                    at++;
                } else if (c == '(') {
                    depth++;
                } else if (c == ')') {
                    depth--;
                }
            } while (depth > 0 && at < field.length());
            at = Math.min(at, field.length());
        }
    }
}
