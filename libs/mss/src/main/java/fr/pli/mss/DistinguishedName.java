package fr.pli.mss;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * The name of a certificate's holder, to be compared as the liste blanche needs it: attribute by attribute, in order, without case, quotes,
 * NBSP and runs of blanks; {@code L} counts as {@code ST}. Two names are equal when they compare so. Spec: igc-sante.md section 5.
 *
 * @param attributes in the order of RFC 4514 (CN first), folded
 */
public record DistinguishedName(List<Attribute> attributes) {

    private static final int MOST_ATTRIBUTES = 32;
    private static final int LONGEST = 2048;
    private static final String SEPARATORS = ",;+";
    private static final Pattern TYPE =
            Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,30}|(?:OID\\.)?[0-9]+(?:\\.[0-9]+){1,30}");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s*(?:" + TYPE + ")\\s*=");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");

    /**
     * An attribute.
     *
     * @param type in capitals, {@code CN}
     * @param value folded
     */
    public record Attribute(String type, String value) {}

    public DistinguishedName {
        attributes = List.copyOf(attributes);
    }

    /**
     * Reads a name as RFC 4514 writes it, and as the liste blanche does: blanks after commas, a value in quotes, quotes inside a value.
     *
     * @throws MssSyntaxException if it has no attribute, or one without type or value
     */
    public static DistinguishedName parse(String text) {
        if (text.length() > LONGEST) {
            throw new MssSyntaxException("DN", text, "longer than " + LONGEST + " characters");
        }
        List<Attribute> attributes =
                pieces(text).stream().map(piece -> attribute(piece, text)).collect(Collectors.toList());
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw new MssSyntaxException("DN", text, "more than " + MOST_ATTRIBUTES + " attributes");
        }
        return new DistinguishedName(attributes);
    }

    /** The name in a certificate. @throws MssSyntaxException as {@link #parse} does */
    public static DistinguishedName of(X500Principal principal) {
        return parse(principal.getName(X500Principal.RFC2253));
    }

    /** The first value of an attribute, {@code CN} or {@code OU}, folded. */
    public Optional<String> first(String type) {
        return attributes.stream()
                .filter(attribute -> attribute.type().equals(type))
                .map(Attribute::value)
                .findFirst();
    }

    @Override
    public String toString() {
        return attributes.stream()
                .map(attribute -> attribute.type() + "=" + attribute.value())
                .collect(Collectors.joining(","));
    }

    /** Cut before each attribute: at a comma, plus or semicolon that is neither escaped nor inside a value that begins with a quote. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                piece.append(c).append(text.charAt(++i));
            } else if (c == '"') {
                quoted = quoted
                        ? !endsValue(text, i)
                        : piece.toString().stripTrailing().endsWith("=");
                piece.append(c);
            } else if (!quoted && SEPARATORS.indexOf(c) >= 0 && attributeBegins(text, i + 1)) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static boolean attributeBegins(String text, int at) {
        return ATTRIBUTE.matcher(text).region(at, text.length()).lookingAt();
    }

    private static boolean endsValue(String text, int quote) {
        int next = quote + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next == text.length() || SEPARATORS.indexOf(text.charAt(next)) >= 0;
    }

    private static Attribute attribute(String piece, String whole) {
        int equals = piece.indexOf('=');
        String type = equals < 0 ? "" : piece.substring(0, equals).strip();
        String value = equals < 0 ? "" : fold(piece.substring(equals + 1));
        if (!TYPE.matcher(type).matches() || value.isEmpty()) {
            throw new MssSyntaxException("DN", whole, "expected type=value, parted by commas");
        }
        return new Attribute(known(type.toUpperCase(Locale.ROOT)), value);
    }

    private static String known(String type) {
        return switch (type) {
            case "L", "S" -> "ST";
            case "E" -> "EMAILADDRESS";
            default -> type.startsWith("OID.") ? type.substring(4) : type;
        };
    }

    private static String fold(String value) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i += unescape(value, i + 1, plain);
            } else if (c != '"') {
                plain.append(c);
            }
        }
        return BLANKS.matcher(plain.toString().replace("\"", ""))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** What stands after a backslash: a run of octets in hexadecimal, which are UTF-8, or one character. Returns how many were read. */
    private static int unescape(String value, int at, StringBuilder plain) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int i = at;
        while (i + 1 < value.length() && hex(value, i) >= 0) {
            octets.write(hex(value, i));
            i += 2;
            if (i + 2 < value.length() && value.charAt(i) == '\\' && hex(value, i + 1) >= 0) {
                i++;
            } else {
                break;
            }
        }
        if (octets.size() > 0) {
            plain.append(octets.toString(StandardCharsets.UTF_8));
            return i - at;
        }
        plain.append(value.charAt(at));
        return 1;
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
