package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.mime.BodySection;
import fr.pli.mime.BodySection.Partial;
import fr.pli.mime.BodySection.What;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Sections of FETCH (RFC 9051 section 9).
 * <pre>
 * section      = "[" [section-spec] "]"
 * section-spec = section-msgtext / (section-part ["." section-text])
 * partial      = "&lt;" number64 "." nz-number64 "&gt;"
 * </pre>
 */
final class SectionGrammar {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_FIELDS = 200;

    private SectionGrammar() {}

    static BodySection section(Arguments args) throws ImapSyntaxException, IOException {
        args.expect('[');
        if (args.skip(']')) {
            return BodySection.ALL;
        }
        String spec = args.word();
        List<Integer> path = new ArrayList<>();
        String rest = numbers(spec, path);
        What what = switch (rest) {
            case "" -> What.CONTENT;
            case "HEADER" -> What.HEADER;
            case "HEADER.FIELDS" -> What.HEADER_FIELDS;
            case "HEADER.FIELDS.NOT" -> What.HEADER_FIELDS_NOT;
            case "TEXT" -> What.TEXT;
            case "MIME" -> What.MIME;
            default -> throw new ImapSyntaxException("expected a section", spec);
        };
        if (what == What.MIME && path.isEmpty()) {
            throw new ImapSyntaxException("MIME is of a part");
        }
        boolean filtered = what == What.HEADER_FIELDS || what == What.HEADER_FIELDS_NOT;
        List<String> fields = filtered ? fields(args) : List.of();
        args.expect(']');
        return new BodySection(path, what, fields);
    }

    /** <pre>section-binary = "[" [section-part] "]"</pre> */
    static List<Integer> path(Arguments args) throws ImapSyntaxException {
        args.expect('[');
        List<Integer> path = new ArrayList<>();
        if (!args.skip(']')) {
            String spec = args.word();
            if (!numbers(spec, path).isEmpty()) {
                throw new ImapSyntaxException("expected a part number", spec);
            }
            args.expect(']');
        }
        return path;
    }

    static Partial partial(Arguments args) throws ImapSyntaxException {
        if (!args.skip('<')) {
            return Partial.WHOLE;
        }
        long offset = args.number();
        args.expect('.');
        long length = args.number();
        args.expect('>');
        if (length == 0) {
            throw new ImapSyntaxException("a partial has at least 1 octet");
        }
        return new Partial(offset, length);
    }

    /** As an answer names it: where it begins. */
    static String origin(Partial partial) {
        return partial.equals(Partial.WHOLE) ? "" : "<" + partial.offset() + ">";
    }

    /** As an answer names it, without the brackets. */
    static String text(BodySection section) {
        String path = text(section.path());
        String what = switch (section.what()) {
            case CONTENT -> "";
            case HEADER -> "HEADER";
            case HEADER_FIELDS -> "HEADER.FIELDS " + list(section.fields());
            case HEADER_FIELDS_NOT -> "HEADER.FIELDS.NOT " + list(section.fields());
            case TEXT -> "TEXT";
            case MIME -> "MIME";
        };
        return path + (path.isEmpty() || what.isEmpty() ? "" : ".") + what;
    }

    static String text(List<Integer> path) {
        return path.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    private static String list(List<String> fields) {
        return "(" + String.join(" ", fields) + ")";
    }

    /** Takes the part numbers at the beginning off. */
    private static String numbers(String spec, List<Integer> path) throws ImapSyntaxException {
        int at = 0;
        while (at < spec.length() && Character.isDigit(spec.charAt(at))) {
            int end = spec.indexOf('.', at);
            end = end < 0 ? spec.length() : end;
            path.add(number(spec.substring(at, end)));
            if (path.size() > MAX_DEPTH || end == spec.length() - 1) {
                throw new ImapSyntaxException("expected a section", spec);
            }
            at = Math.min(end + 1, spec.length());
        }
        return spec.substring(at);
    }

    private static int number(String text) throws ImapSyntaxException {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw new ImapSyntaxException("expected a part number", text);
        }
        throw new ImapSyntaxException("part numbers begin at 1");
    }

    /** <pre>header-list = "(" header-fld-name *(SP header-fld-name) ")"</pre> */
    private static List<String> fields(Arguments args) throws ImapSyntaxException, IOException {
        args.space();
        args.expect('(');
        List<String> fields = new ArrayList<>();
        do {
            fields.add(field(args));
            if (fields.size() > MAX_FIELDS) {
                throw new ImapSyntaxException("at most " + MAX_FIELDS + " fields");
            }
        } while (args.skip(' '));
        args.expect(')');
        return fields;
    }

    /** A field name of RFC 5322, which an answer can write as an atom. */
    private static String field(Arguments args) throws ImapSyntaxException, IOException {
        String name = new String(args.astring(), StandardCharsets.ISO_8859_1);
        if (!name.matches("[!#$&'+,./0-9;<=>?@A-Z^_`a-z|~-]{1,200}")) {
            throw new ImapSyntaxException("expected a field name", name);
        }
        return name.toUpperCase(Locale.ROOT);
    }
}
