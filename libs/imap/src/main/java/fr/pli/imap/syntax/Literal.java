package fr.pli.imap.syntax;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The announcement of a literal (RFC 9051 section 4.3, RFC 7888).
 * <pre>literal = ["~"] "{" number64 ["+"] "}" CRLF *OCTET</pre>
 *
 * @param size in octets
 * @param waits whether the client holds the octets back until it is invited
 * @param binary whether it may hold NUL octets, or UTF-8 in a header
 */
public record Literal(long size, boolean waits, boolean binary) {

    private static final Pattern FORM = Pattern.compile("(~?)\\{([0-9]{1,18})(\\+?)}");

    /** What a line announces that ends so; empty if that is no announcement. */
    public static Optional<Literal> parse(String end) {
        Matcher form = FORM.matcher(end);
        return form.matches()
                ? Optional.of(new Literal(
                        Long.parseLong(form.group(2)),
                        form.group(3).isEmpty(),
                        !form.group(1).isEmpty()))
                : Optional.empty();
    }
}
